package org.ltet.portal.payments;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What payments keep about a person: the vouchers, which are books of account. */
@Component
class PaymentData implements PersonalDataHolder {

    /** More than anybody is ever paid. */
    private static final int MANY = 5_000;

    record Told(
            String voucher,
            String state,
            String application,
            String scheme,
            BigDecimal amount,
            String payee,
            String account,
            String ifsc,
            Instant preparedAt,
            @Nullable String bankReference,
            @Nullable LocalDate paidOn) {}

    private final JdbcClient jdbc;

    PaymentData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void export(DataSubject subject, PersonalDataSink sink) throws IOException {
        sink.json(
                "payments",
                jdbc.sql("""
                        select number, state, application_number, scheme_code, amount, payee_name, payee_masked,
                               payee_ifsc, prepared_at, bank_reference, paid_on
                          from payments.voucher where employee_number = ? order by prepared_at, id limit ?
                        """)
                        .params(subject.employeeNumber(), MANY)
                        .query((row, index) -> new Told(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBigDecimal(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getObject(9, OffsetDateTime.class).toInstant(),
                                row.getString(10),
                                row.getObject(11, LocalDate.class)))
                        .list());
    }

    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        long kept = jdbc.sql("select count(*) from payments.voucher where employee_number = ?")
                .param(subject.employeeNumber())
                .query(Long.class)
                .single();
        return List.of(Erasure.kept("payments.vouchers", kept, LegalGround.BOOKS_OF_ACCOUNT));
    }
}
