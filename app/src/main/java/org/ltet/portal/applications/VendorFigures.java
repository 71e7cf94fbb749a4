package org.ltet.portal.applications;

import java.util.List;
import java.util.UUID;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is usual on the bills of a vendor, by what was granted before. The caller has made sure who may see it. */
@Component
public class VendorFigures {

    private static final int LATEST = 200;

    private final JdbcClient jdbc;

    VendorFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each vendor of this application, without the application itself. */
    @Transactional(readOnly = true)
    public List<VendorFigure> of(UUID applicationId) {
        return jdbc.sql("""
                with own as (
                    select vendor_key, min(vendor) as vendor, max(claimed) as claimed from applications.line
                    where application_id = :id and removed_at is null group by vendor_key)
                select own.vendor, own.claimed, before.n, before.usual
                from own, lateral (
                    select count(*) as n, round(percentile_cont(0.5) within group (order by l.claimed)::numeric, 2) as usual
                    from (select l.claimed from applications.line l
                          join applications.application a on a.id = l.application_id
                          where l.vendor_key = own.vendor_key and l.removed_at is null and l.application_id <> :id
                            and a.state in ('APPROVED', 'UNDER_FINANCE', 'DISBURSED')
                          order by l.id desc limit :latest) as l) as before
                order by own.vendor
                """)
                .param("id", applicationId)
                .param("latest", LATEST)
                .query((row, _) -> new VendorFigure(
                        row.getString("vendor"),
                        Money.of(row.getBigDecimal("claimed")),
                        row.getInt("n"),
                        ApplicationRows.money(row, "usual")))
                .list();
    }
}
