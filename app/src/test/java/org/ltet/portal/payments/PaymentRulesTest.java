package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;

@DisplayName("Who may do what with vouchers and batches, and the reason why not (PAY-2, PAY-3)")
class PaymentRulesTest {

    private static final VoucherStanding CLEAR = new VoucherStanding(false, false, false, false);
    private static final Instant NOW = Instant.parse("2026-11-23T04:30:00Z");
    private static final User MAKER = PaymentsFixture.MAKER;
    private static final User CHECKER = PaymentsFixture.CHECKER;
    private static final User BOTH = new User(
            UUID.randomUUID(),
            MAKER.employeeNumber(),
            "Both",
            Map.of(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE, Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));

    @ParameterizedTest
    @CsvSource({
        "VERIFY, PREPARED, , onlyMaker",
        "APPROVE, VERIFIED, onlyChecker, ",
        "HAND_BACK, VERIFIED, onlyChecker, ",
        "RENEW_PAYEE, PREPARED, , onlyMaker",
        "RETURN_TO_SCRUTINY, APPROVED, , ",
        "RETURN_TO_SCRUTINY, BATCHED, , ",
        "CANCEL, PREPARED, notCameBack, notCameBack",
        "VERIFY, APPROVED, stateForbids, stateForbids",
        "RETURN_TO_SCRUTINY, PAID, stateForbids, stateForbids"
    })
    void makerAndCheckerHaveTheirOwnSteps(
            VoucherAction action, VoucherState state, @Nullable String maker, @Nullable String checker) {
        VoucherView voucher = voucher(state, "10000001", null, true);
        assertThat(VoucherRules.whyNot(action, MAKER, voucher, CLEAR).orElse(null))
                .isEqualTo(maker);
        assertThat(VoucherRules.whyNot(action, CHECKER, voucher, CLEAR).orElse(null))
                .isEqualTo(checker);
    }

    @Test
    void whoVerifiedDoesNotApproveEvenWithBothRoles() {
        assertThat(VoucherRules.whyNot(
                        VoucherAction.APPROVE, BOTH, voucher(VoucherState.VERIFIED, "10000001", null, true), CLEAR))
                .contains("sameAsMaker");
    }

    @ParameterizedTest
    @EnumSource(VoucherAction.class)
    void nobodyHandlesAVoucherOfAnOwnApplication(VoucherAction action) {
        for (VoucherState state : VoucherState.values()) {
            VoucherView own = voucher(state, MAKER.employeeNumber(), comeback(), true);
            assertThat(VoucherRules.whyNot(action, BOTH, own, CLEAR))
                    .as("%s in %s", action, state)
                    .isPresent();
        }
    }

    @Test
    void aRoleCountsOnlyWithinItsScope() {
        User elsewhere = new User(
                UUID.randomUUID(),
                "10000099",
                "Elsewhere",
                Map.of(Role.ACCOUNTS_OFFICER, new Scope(Set.of("POWER"), Set.of(), Set.of())));
        assertThat(VoucherRules.whyNot(
                        VoucherAction.VERIFY, elsewhere, voucher(VoucherState.PREPARED, "10000001", null, true), CLEAR))
                .contains("onlyMaker");
    }

    @Test
    void moneyThatCameBackIsVerifiedOnlyWithThePresentAccount() {
        assertThat(VoucherRules.whyNot(
                        VoucherAction.VERIFY,
                        MAKER,
                        voucher(VoucherState.PREPARED, "10000001", comeback(), false),
                        CLEAR))
                .contains("payeeOutOfDate");
        assertThat(VoucherRules.whyNot(
                        VoucherAction.VERIFY,
                        MAKER,
                        voucher(VoucherState.PREPARED, "10000001", comeback(), true),
                        CLEAR))
                .isEmpty();
        assertThat(VoucherRules.whyNot(
                        VoucherAction.CANCEL,
                        CHECKER,
                        voucher(VoucherState.PREPARED, "10000001", comeback(), false),
                        CLEAR))
                .isEmpty();
    }

    @Test
    void whoFrozeABatchDoesNotApproveIt() {
        assertThat(BatchRules.whyNot(BatchAction.APPROVE, BOTH, batch(BatchState.FROZEN), false, false, false))
                .contains("sameAsFreezer");
        assertThat(BatchRules.whyNot(BatchAction.APPROVE, CHECKER, batch(BatchState.FROZEN), false, false, false))
                .isEmpty();
    }

    @Test
    void aBatchWithAnOwnVoucherOrBeyondTheScopeIsForOthers() {
        assertThat(BatchRules.whyNot(BatchAction.RELEASE, CHECKER, batch(BatchState.APPROVED), true, false, false))
                .contains("ownApplicationInBatch");
        assertThat(BatchRules.whyNot(BatchAction.RELEASE, CHECKER, batch(BatchState.APPROVED), false, true, false))
                .contains("batchBeyondScope");
        assertThat(BatchRules.whyNot(BatchAction.RELEASE, MAKER, batch(BatchState.APPROVED), false, false, false))
                .contains("onlyChecker");
        assertThat(BatchRules.whyNot(BatchAction.RELEASE, CHECKER, batch(BatchState.FROZEN), false, false, false))
                .contains("batchStateForbids");
    }

    private static VoucherView.Comeback comeback() {
        return new VoucherView.Comeback(NOW, "AC04", null);
    }

    private static BatchView batch(BatchState state) {
        return new BatchView(
                UUID.randomUUID(),
                "B/2026-27/000001",
                "November",
                PayWay.BANK_FILE,
                state,
                3,
                new Tally(2, Money.of(100)),
                MAKER.employeeNumber(),
                NOW,
                new VoucherView.Signature(MAKER.employeeNumber(), NOW),
                LocalDate.of(2026, 11, 23),
                null,
                null);
    }

    private static VoucherView voucher(
            VoucherState state, String employeeNumber, VoucherView.@Nullable Comeback comeback, boolean payeeCurrent) {
        return new VoucherView(
                UUID.randomUUID(),
                "V/2026-27/000001",
                state,
                1,
                UUID.randomUUID(),
                "LTET/2026-27/S13/000001",
                "S13",
                "HEAV",
                "WEST",
                UUID.randomUUID(),
                employeeNumber,
                "Ramesh Patil",
                Money.of(100),
                new VoucherView.Payee(UUID.randomUUID(), "Ramesh Patil", "••••1234", "HDFC0000060", NOW, payeeCurrent),
                NOW,
                new VoucherView.Signature(MAKER.employeeNumber(), NOW),
                null,
                null,
                0,
                comeback,
                null,
                null);
    }
}
