package org.ltet.portal.audit;

import java.util.List;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trail keeps about a person: what they did. It is never rewritten, and told by those whom it concerns. */
@Component
class TrailData implements PersonalDataHolder {

    private static final int COUNTED = 100_000;

    private final JdbcClient jdbc;

    TrailData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each change is in the export of the module that was changed; the trail repeats them for the trust's security. */
    @Override
    public void export(DataSubject subject, PersonalDataSink sink) {}

    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        long kept = jdbc.sql(
                        "select count(*) from (select 1 from audit.entry where actor_number = ? limit ?) as theirs")
                .params(subject.employeeNumber(), COUNTED)
                .query(Long.class)
                .single();
        return List.of(Erasure.kept("audit.entries", kept, LegalGround.SECURITY_RECORD));
    }
}
