package org.ltet.portal.payments;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.TestClock;
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
    private final ReleaseToGateway releaseToGateway;
    private final BatchRows batches;
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final TransactionOperations transaction;
    private final ReleaseRows releases;
    private final Households households;
    private final Decisions decisions;
    private final Scheduler scheduler;
    private final TestClock clock;
    private final SettleOpenItem settleOpenItem;

    PaymentsFixture(
            VoucherChanges changes,
            VoucherRows rows,
            Numbers numbers,
            CheckVouchers checkVouchers,
            AssembleBatch assembleBatch,
            ReleaseBatch releaseBatch,
            ReleaseToGateway releaseToGateway,
            BatchRows batches,
            JdbcClient jdbc,
            FieldCipher cipher,
            TransactionOperations transaction,
            ReleaseRows releases,
            Households households,
            Decisions decisions,
            Scheduler scheduler,
            TestClock clock,
            SettleOpenItem settleOpenItem) {
        this.changes = changes;
        this.rows = rows;
        this.numbers = numbers;
        this.checkVouchers = checkVouchers;
        this.assembleBatch = assembleBatch;
        this.releaseBatch = releaseBatch;
        this.releaseToGateway = releaseToGateway;
        this.batches = batches;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.transaction = transaction;
        this.releases = releases;
        this.households = households;
        this.decisions = decisions;
        this.scheduler = scheduler;
        this.clock = clock;
        this.settleOpenItem = settleOpenItem;
    }

    /** The maker proposes how to settle the item, the checker confirms. */
    void settle(UUID item, Resolution resolution, String references, String note) {
        settleOpenItem.propose(item, itemVersion(item), MatchWish.of(resolution, references, note), MAKER);
        settleOpenItem.confirm(item, itemVersion(item), CHECKER);
    }

    int itemVersion(UUID item) {
        return jdbc.sql("select version from payments.open_item where id = :id")
                .param("id", item)
                .query(Integer.class)
                .single();
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

    /** A prepared voucher by itself, without an application: enough where no bank answers. */
    VoucherView prepared(String amount) {
        return prepared(amount, "5010" + MEMBERS.get() + "11", IFSC);
    }

    VoucherView prepared(String amount, String account, String ifsc) {
        String employeeNumber = Integer.toString(MEMBERS.incrementAndGet());
        UUID member = Ids.next();
        UUID id = Ids.next();
        UUID application = Ids.next();
        transaction.executeWithoutResult(status -> {
            String number = numbers.nextVoucher(IndiaTime.today(clock));
            PayeeAccount payee = new PayeeAccount(Ids.next(), member, ifsc, "HDFC Bank", "Fort", account, "Member A");
            households.sanctionedOnRecord(application, Money.of(amount), payee);
            changes.insert(
                    new NewVoucher(
                            id,
                            number,
                            application,
                            "LTET/2026-27/S13/" + employeeNumber,
                            "S13",
                            "HEAV",
                            "WEST",
                            member,
                            employeeNumber,
                            "Member " + employeeNumber,
                            Money.of(amount)),
                    payee);
        });
        return voucher(id);
    }

    /** The voucher that comes of a real application, submitted and sanctioned, paying into this account. */
    VoucherView sanctioned(String amount, String account) {
        Households.Household household = households.serving();
        giveAccount(household.memberId(), account, IFSC);
        return sanctioned(household, amount);
    }

    /** With an account whose ending means nothing to the bank simulator. */
    VoucherView sanctioned(String amount) {
        return sanctioned(amount, "5020" + MEMBERS.incrementAndGet() + "11");
    }

    /** Under scheme S13, which pays 60 % of the bill; up to 10,000 scrutiny alone decides. */
    VoucherView sanctioned(Households.Household household, String amount) {
        Money bill = Money.of(Money.of(amount).amount().divide(new BigDecimal("0.6"), 2, RoundingMode.HALF_UP));
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView application =
                decisions.take(households.submitted(household, bill).id(), scrutiny);
        decisions.sanction(application.id(), Sanction.inFull(application.version(), application.payable()), scrutiny);
        return voucherOf(application.id());
    }

    /** Waits for the voucher that the sanction's event brings about. */
    VoucherView voucherOf(UUID applicationId) {
        return otherVoucherOf(applicationId, applicationId);
    }

    /** Likewise, when the application had this voucher before. */
    VoucherView otherVoucherOf(UUID applicationId, UUID before) {
        for (int i = 0; i < 300; i++) {
            List<VoucherView> found = rows.ofApplication(applicationId).stream()
                    .filter(voucher -> !voucher.id().equals(before))
                    .toList();
            if (!found.isEmpty()) {
                return found.getLast();
            }
            pause();
        }
        throw new AssertionError("No voucher was prepared for " + applicationId);
    }

    List<VoucherView> payable(int count, String amount) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vouchers.add(approve(sanctioned(amount)));
        }
        return vouchers;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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

    /** Released through the payment gateway. */
    UUID releasedToGateway(List<VoucherView> vouchers) {
        UUID id = assembleBatch.open("Through the gateway", PayWay.GATEWAY, MAKER);
        assembleBatch.add(id, 0, vouchers.stream().map(VoucherView::id).toList(), MAKER);
        assembleBatch.freeze(id, batch(id).version(), IndiaTime.today(clock), MAKER);
        releaseBatch.approve(id, batch(id).version(), CHECKER);
        releaseToGateway.release(id, batch(id).version(), CHECKER);
        return id;
    }

    /** An open batch, frozen, approved and released by others. */
    ReleaseView release(UUID batch) {
        assembleBatch.freeze(batch, batch(batch).version(), IndiaTime.today(clock), MAKER);
        releaseBatch.approve(batch, batch(batch).version(), CHECKER);
        return releaseBatch.release(batch, batch(batch).version(), CHECKER);
    }

    /** Waits until the job has carried the file to the bank. */
    ReleaseView delivered(ReleaseView release) {
        for (int i = 0; i < 200; i++) {
            ReleaseView now = releases.find(release.batchId()).orElseThrow();
            if (now.deliveredAt() != null) {
                return now;
            }
            if (now.deliveryTries() > 0) {
                clock.advance(Duration.ofMinutes(1));
            }
            scheduler.triggerCheckForDueExecutions();
            pause();
        }
        throw new AssertionError("The file was not delivered: " + releases.find(release.batchId()));
    }

    String applicationState(UUID applicationId) {
        return jdbc.sql("select state from applications.application where id = :id")
                .param("id", applicationId)
                .query(String.class)
                .single();
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
                values (:id, :member, 'MEMBER', :ifsc, :cipher, :index::bytea[], :lastFour, 'Member A', true, false, 'test', now())
                """)
                .param("id", id)
                .param("member", member)
                .param("ifsc", ifsc.matches("[A-Z]{4}0[A-Z0-9]{6}") ? ifsc : IFSC)
                .param(
                        "cipher",
                        cipher.encrypt(
                                number,
                                SealedColumn.of("people.bank_account", "number_cipher")
                                        .at(id)))
                .param("index", cipher.blindIndexes(number))
                .param("lastFour", number.matches(".*[0-9]{4}") ? number.substring(number.length() - 4) : "0000")
                .update();
        jdbc.sql("set local session_replication_role = default").update();
        return id;
    }

    void giveAccount(UUID member, String number, String ifsc) {
        transaction.executeWithoutResult(status -> account(member, number, ifsc));
    }
}
