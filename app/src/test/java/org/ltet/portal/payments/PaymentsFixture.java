package org.ltet.portal.payments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Vouchers and people of accounts for the tests of this module; each call makes its own. */
@TestComponent
class PaymentsFixture {

    static final User MAKER = user("10000015", "Priya Menon", Role.ACCOUNTS_OFFICER);
    static final User CHECKER = user("10000016", "Debashish Ghosh", Role.ACCOUNTS_APPROVER);
    static final User OTHER_CHECKER = user("10000026", "Nandini Das", Role.ACCOUNTS_APPROVER);
    static final User HEAD = user("10000018", "Harish Chandra Gupta", Role.HEAD);

    /** A branch that exists. */
    static final String IFSC = "HDFC0000060";

    private static final AtomicInteger MEMBERS = new AtomicInteger(20_000_000);

    private final VoucherChanges changes;
    private final VoucherRows rows;
    private final Numbers numbers;
    private final CheckVouchers checkVouchers;
    private final AssembleBatch assembleBatch;
    private final ReleaseBatch releaseBatch;
    private final BatchRows batches;
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final TransactionOperations transaction;
    private final Clock clock;

    PaymentsFixture(
            VoucherChanges changes,
            VoucherRows rows,
            Numbers numbers,
            CheckVouchers checkVouchers,
            AssembleBatch assembleBatch,
            ReleaseBatch releaseBatch,
            BatchRows batches,
            JdbcClient jdbc,
            FieldCipher cipher,
            TransactionOperations transaction,
            Clock clock) {
        this.changes = changes;
        this.rows = rows;
        this.numbers = numbers;
        this.checkVouchers = checkVouchers;
        this.assembleBatch = assembleBatch;
        this.releaseBatch = releaseBatch;
        this.batches = batches;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.transaction = transaction;
        this.clock = clock;
    }

    static User user(String number, String name, Role role) {
        return new User(UUID.randomUUID(), number, name, Map.of(role, Scope.EVERYWHERE));
    }

    VoucherView voucher(UUID id) {
        return rows.find(id).orElseThrow();
    }

    BatchView batch(UUID id) {
        return batches.find(id).orElseThrow();
    }

    /** A prepared voucher of a member of its own, whose application stands UNDER_FINANCE. */
    VoucherView prepared(String amount) {
        return prepared(amount, "5010" + MEMBERS.get() + "11", IFSC);
    }

    VoucherView prepared(String amount, String account, String ifsc) {
        return prepared(amount, account, ifsc, Integer.toString(MEMBERS.incrementAndGet()));
    }

    VoucherView prepared(String amount, String account, String ifsc, String employeeNumber) {
        UUID member = Ids.next();
        UUID id = Ids.next();
        UUID application = Ids.next();
        transaction.executeWithoutResult(status -> {
            String number = numbers.nextVoucher(IndiaTime.today(clock));
            application(application, member, employeeNumber, amount, number);
            changes.insert(
                    new NewVoucher(
                            id,
                            number,
                            application,
                            applicationNumber(application),
                            "S13",
                            "HEAV",
                            "WEST",
                            member,
                            employeeNumber,
                            "Member " + employeeNumber,
                            Money.of(amount)),
                    new PayeeAccount(
                            account(member, account, ifsc), member, ifsc, "HDFC Bank", "Fort", account, "Member A"));
        });
        return voucher(id);
    }

    /** Verified and approved by the two people. */
    VoucherView approved(String amount) {
        return approve(prepared(amount));
    }

    VoucherView approve(VoucherView prepared) {
        checkVouchers.verify(prepared.id(), prepared.version(), MAKER);
        checkVouchers.approve(prepared.id(), voucher(prepared.id()).version(), CHECKER);
        return voucher(prepared.id());
    }

    List<VoucherView> approved(int count, String amount) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vouchers.add(approved(amount));
        }
        return vouchers;
    }

    UUID openBatch(List<VoucherView> vouchers) {
        UUID id = assembleBatch.open("November payments", MAKER);
        assembleBatch.add(id, 0, vouchers.stream().map(VoucherView::id).toList(), MAKER);
        return id;
    }

    UUID frozenBatch(List<VoucherView> vouchers) {
        UUID id = openBatch(vouchers);
        assembleBatch.freeze(id, batch(id).version(), IndiaTime.today(clock), MAKER);
        return id;
    }

    UUID approvedBatch(List<VoucherView> vouchers) {
        UUID id = frozenBatch(vouchers);
        releaseBatch.approve(id, batch(id).version(), CHECKER);
        return id;
    }

    ReleaseView released(List<VoucherView> vouchers) {
        UUID id = approvedBatch(vouchers);
        return releaseBatch.release(id, batch(id).version(), CHECKER);
    }

    String applicationState(UUID applicationId) {
        return jdbc.sql("select state from applications.application where id = :id")
                .param("id", applicationId)
                .query(String.class)
                .single();
    }

    private static String applicationNumber(UUID application) {
        return "LTET/2026-27/S13/"
                + String.format("%09d", Math.floorMod(application.getLeastSignificantBits(), 999_999_999));
    }

    /** Stands as if review had sanctioned it and the voucher had been prepared; the way there is tested elsewhere. */
    private void application(UUID id, UUID member, String employeeNumber, String amount, String voucherNumber) {
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("""
                insert into applications.application (id, number, version, state, transitions, scheme_code,
                    scheme_version_id, member_id, employee_number, member_name, ic, region, beneficiary_id,
                    beneficiary_name, relation, bank_account_id, facts, benefit, claimed, payable, sanctioned,
                    started_at, changed_at, submitted_at, decided_at, voucher_number)
                values (:id, :number, 1, 'UNDER_FINANCE', 6, 'S13', :id, :member, :employee, 'Member A', 'HEAV', 'WEST',
                    :member, 'Member A', 'SELF', :id, 'null'::jsonb, 'null'::jsonb, :amount, :amount, :amount, now(),
                    now(), now(), now(), :voucher)
                """)
                .param("id", id)
                .param("number", applicationNumber(id))
                .param("member", member)
                .param("employee", employeeNumber)
                .param("amount", Money.of(amount).amount())
                .param("voucher", voucherNumber)
                .update();
        jdbc.sql("set local session_replication_role = default").update();
    }

    /** The member with the active account that "the member's present account" finds. */
    UUID account(UUID member, String number, String ifsc) {
        UUID id = Ids.next();
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("update people.bank_account set active = false, closed_at = now() where member_id = :member")
                .param("member", member)
                .update();
        jdbc.sql("""
                insert into people.bank_account (id, member_id, source, ifsc, number_cipher, number_index, last_four,
                    holder, active, hrms_current, added_by, added_at)
                values (:id, :member, 'MEMBER', :ifsc, :cipher, :index, :lastFour, 'Member A', true, false, 'test', now())
                """)
                .param("id", id)
                .param("member", member)
                .param("ifsc", ifsc.matches("[A-Z]{4}0[A-Z0-9]{6}") ? ifsc : IFSC)
                .param("cipher", cipher.encrypt(number, id))
                .param("index", cipher.blindIndex(number))
                .param("lastFour", number.matches(".*[0-9]{4}") ? number.substring(number.length() - 4) : "0000")
                .update();
        jdbc.sql("set local session_replication_role = default").update();
        return id;
    }

    void giveAccount(UUID member, String number, String ifsc) {
        transaction.executeWithoutResult(status -> account(member, number, ifsc));
    }
}
