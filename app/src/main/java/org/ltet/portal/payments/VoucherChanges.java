package org.ltet.portal.payments;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.shared.Masked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes to payments.voucher; callers hold the row locks and have asked the rules. */
@Repository
class VoucherChanges {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    VoucherChanges(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @return false when the application has a live voucher already */
    boolean insert(NewVoucher voucher, PayeeAccount payee) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                insert into payments.voucher (id, number, application_id, application_number, scheme_code, ic, region,
                    member_id, employee_number, member_name, amount, payee_bank_account, payee_name, payee_account,
                    payee_account_index, payee_masked, payee_ifsc, payee_taken_at, prepared_at)
                values (:id, :number, :application, :applicationNumber, :scheme, :ic, :region, :member,
                    :employeeNumber, :memberName, :amount, :bankAccount, :holder, :account, :accountIndex::bytea[], :masked,
                    :ifsc, :now, :now)
                on conflict (application_id) where state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED') do nothing
                """)
                        .param("id", voucher.id())
                        .param("number", voucher.number())
                        .param("application", voucher.applicationId())
                        .param("applicationNumber", voucher.applicationNumber())
                        .param("scheme", voucher.schemeCode())
                        .param("ic", voucher.ic())
                        .param("region", voucher.region())
                        .param("member", voucher.memberId())
                        .param("employeeNumber", voucher.employeeNumber())
                        .param("memberName", voucher.memberName())
                        .param("amount", voucher.amount().amount())
                        .param("bankAccount", payee.id())
                        .param("holder", payee.holder())
                        .param("account", cipher.encrypt(payee.number(), SealedPayments.PAYEE.at(voucher.id())))
                        .param("accountIndex", cipher.blindIndexes(payee.number()))
                        .param("masked", Masked.lastFour(payee.number()))
                        .param("ifsc", payee.ifsc())
                        .param("now", now)
                        .update()
                == 1;
    }

    void verify(Collection<UUID> ids, String maker) {
        expect(
                ids.size(),
                jdbc.sql("""
                update payments.voucher set state = 'VERIFIED', verified_by = :actor, verified_at = :now,
                    version = version + 1
                where id = any(:ids) and state = 'PREPARED'
                """)
                        .param("ids", Columns.ids(ids))
                        .param("actor", maker)
                        .param("now", now())
                        .update());
    }

    void approve(Collection<UUID> ids, String checker) {
        expect(
                ids.size(),
                jdbc.sql("""
                update payments.voucher set state = 'APPROVED', approved_by = :actor, approved_at = :now,
                    version = version + 1
                where id = any(:ids) and state = 'VERIFIED'
                """)
                        .param("ids", Columns.ids(ids))
                        .param("actor", checker)
                        .param("now", now())
                        .update());
    }

    void handBack(UUID id) {
        expect(1, jdbc.sql("""
                update payments.voucher set state = 'PREPARED', verified_by = null, verified_at = null,
                    version = version + 1
                where id = :id and state = 'VERIFIED'
                """).param("id", id).update());
    }

    /** Ends the voucher: given back to scrutiny, or cancelled. */
    void close(UUID id, VoucherState end) {
        expect(
                1,
                jdbc.sql("""
                update payments.voucher set state = :end, ended_at = :now, version = version + 1 where id = :id
                """)
                        .param("id", id)
                        .param("end", end.name())
                        .param("now", now())
                        .update());
    }

    void renewPayee(UUID id, PayeeAccount payee) {
        expect(
                1,
                jdbc.sql("""
                update payments.voucher set payee_bank_account = :bankAccount, payee_name = :holder,
                    payee_account = :account, payee_account_index = :accountIndex::bytea[], payee_masked = :masked,
                    payee_ifsc = :ifsc, payee_taken_at = :now, payee_current = true, version = version + 1
                where id = :id and state = 'PREPARED'
                """)
                        .param("id", id)
                        .param("bankAccount", payee.id())
                        .param("holder", payee.holder())
                        .param("account", cipher.encrypt(payee.number(), SealedPayments.PAYEE.at(id)))
                        .param("accountIndex", cipher.blindIndexes(payee.number()))
                        .param("masked", Masked.lastFour(payee.number()))
                        .param("ifsc", payee.ifsc())
                        .param("now", now())
                        .update());
    }

    void putInBatch(Collection<UUID> ids, UUID batchId) {
        expect(
                ids.size(),
                jdbc.sql("""
                update payments.voucher set state = 'BATCHED', batch_id = :batch, version = version + 1
                where id = any(:ids) and state = 'APPROVED'
                """)
                        .param("ids", Columns.ids(ids))
                        .param("batch", batchId)
                        .update());
    }

    void takeOutOfBatch(Collection<UUID> ids) {
        expect(ids.size(), jdbc.sql("""
                update payments.voucher set state = 'APPROVED', batch_id = null, version = version + 1
                where id = any(:ids) and state = 'BATCHED'
                """).param("ids", Columns.ids(ids)).update());
    }

    private OffsetDateTime now() {
        return Columns.time(clock.instant());
    }

    /** Rows were locked and judged: if one is not there any more, something is wrong, and nothing may be kept. */
    private static void expect(int wanted, int changed) {
        if (changed != wanted) {
            throw new IllegalStateException(changed + " vouchers changed instead of " + wanted);
        }
    }
}
