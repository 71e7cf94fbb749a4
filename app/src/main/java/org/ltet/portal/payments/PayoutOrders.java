package org.ltet.portal.payments;

import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.payments.spi.PayoutGateway.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words in which a payout is ordered: made of what the database lets nobody change, so alike at each try. */
@Component
public class PayoutOrders {

    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_NARRATION = 30;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    PayoutOrders(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    public Order of(UUID paymentId, String reference, String mode) {
        return jdbc.sql("""
                select voucher_id, end_to_end_id, amount, payee_name, payee_account, payee_ifsc
                from payments.payment where id = :id
                """)
                .param("id", paymentId)
                .query((row, index) -> new Order(
                        reference,
                        row.getBigDecimal("amount"),
                        BankText.of(row.getString("payee_name"), LONGEST_NAME),
                        SealedAccount.of(row, "payee_account").open(cipher, Columns.id(row, "voucher_id")),
                        row.getString("payee_ifsc"),
                        BankText.of(row.getString("end_to_end_id").replace('-', ' '), LONGEST_NARRATION),
                        mode))
                .single();
    }
}
