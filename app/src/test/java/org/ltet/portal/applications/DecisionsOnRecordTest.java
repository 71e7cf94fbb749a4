package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.ApprovedAs.Standing;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was approved is kept signed, and what is paid is proved to be that (REV-3, PAY-1). */
@PortalTest
@Import(Households.class)
@DisplayName("Decisions on record")
class DecisionsOnRecordTest {

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    Decisions decisions;

    @Autowired
    ApprovedDecisions approved;

    @Autowired
    StoppedPayments stopped;

    @Autowired
    Finance finance;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    private Household household;
    private User scrutiny;

    @BeforeEach
    void people() {
        clock.reset();
        household = households.serving();
        scrutiny = households.staff(Role.SCRUTINY_OFFICER);
    }

    @Test
    void aSanctionIsKeptWithEverythingThatItRestedOnAndIsVerified() {
        UUID id = sanctioned();
        ApprovedAs proof = approved.approvedAs(id);
        assertThat(proof.standing()).isEqualTo(Standing.VERIFIED);
        assertThat(proof.amount()).isEqualTo(Money.of(6_000));
        assertThat(proof.differences()).isEmpty();

        List<DecisionView> kept = approved.of(id, scrutiny);
        assertThat(kept).singleElement().satisfies(decision -> {
            assertThat(decision.verified()).isTrue();
            assertThat(decision.move()).isEqualTo("SANCTION");
            DecisionView.Content content = Objects.requireNonNull(decision.content());
            assertThat(content.actorName()).isEqualTo(scrutiny.displayName());
            assertThat(content.lines()).hasSize(1);
            assertThat(content.documents())
                    .isNotEmpty()
                    .allMatch(paper -> paper.sha256().length() == 64);
            assertThat(content.sanctioned()).isEqualTo(Money.of(6_000));
            assertThat(content.account())
                    .startsWith("•")
                    .endsWith(household.user().employeeNumber().substring(4));
        });
    }

    @Test
    void forwardingAndRejectingAreKeptToo() {
        ApplicationView app = households.at(ReviewLevel.SUB_PANEL, household, Money.of(50_000), scrutiny);
        User panel = households.staff(Role.SUB_PANEL_MEMBER);
        decisions.reject(app.id(), "NOT_ELIGIBLE", "Not covered", app.version(), panel);
        assertThat(approved.of(app.id(), panel))
                .extracting(DecisionView::move, DecisionView::verified)
                .containsExactly(tuple("REJECT", true), tuple("FORWARD", true));
        assertThat(approved.standing(app.id(), panel)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "update applications.application set sanctioned = 5999, payable = 6000 where id = ? | amounts",
                "update applications.application set payable = 9000 where id = ? | amounts",
                "update applications.application set other_reimbursement = 1 where id = ? | amounts",
                "update applications.application set scheme_version_id = gen_random_uuid() where id = ? | scheme",
                "update applications.application set beneficiary_id = gen_random_uuid() where id = ? | scheme",
                "update applications.line set claimed = claimed - 1 where application_id = ? | lines",
                "update applications.line set deducted = 10 where application_id = ? | lines",
                "update applications.line set vendor = 'Another hospital' where application_id = ? | lines",
                "update applications.line set removed_at = now() where application_id = ? | lines",
                "update documents.document set sha256 = repeat('0', 64) where owner_id = ? | documents",
                "delete from documents.document where owner_id = ? | documents",
                "update applications.transition set actor = '99999999' where application_id = ? and to_state = 'APPROVED' | history",
                "update applications.transition set reason_code = 'OTHER' where application_id = ? and to_state = 'APPROVED' | history",
                "update applications.decision set amount = 7000 where application_id = ? | record",
                "update applications.decision set hash = sha256('x') where application_id = ? | record",
                "update applications.decision set signature = sha512('x') where application_id = ? | record",
                "update applications.decision set mark = sha256('x') where application_id = ? | record",
                "update applications.decision set payee = sha256('x') where application_id = ? | record",
                "update applications.decision set content = set_byte(content, 40, 255 - get_byte(content, 40)) where application_id = ? | record",
                "delete from applications.decision where application_id = ? | record"
            })
    void aChangeInTheDatabaseIsFoundAndNothingIsPaid(String change, String difference) {
        UUID id = sanctioned();
        behindThePortal(change.strip(), id);
        assertThat(approved.approvedAs(id).standing()).isEqualTo(Standing.DIFFERENT);
        assertThat(approved.approvedAs(id).differences()).contains(difference);
        assertThat(approved.mayBePaid(payment(id))).isFalse();
        User head = households.staff(Role.HEAD);
        assertThat(stopped.open(head)).anyMatch(found -> found.applicationId().equals(id));
    }

    @Test
    void sealedAnswersOfAnotherApplicationAndAnotherAccountAreFound() {
        UUID id = sanctioned();
        Household other = households.serving();
        behindThePortal(
                "update applications.application set bank_account_id = '" + other.bankAccountId() + "' where id = ?",
                id);
        assertThat(approved.approvedAs(id).differences()).contains("payee");
    }

    @Test
    void aKeyPutInBySomebodyElseSignsNothing() {
        UUID id = sanctioned();
        UUID forged = Ids.next();
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("insert into applications.decision_key (id, public_key, key_pair, made_at) "
                            + "select ?, public_key, key_pair, made_at from applications.decision_key limit 1")
                    .param(forged)
                    .update();
            jdbc.sql("update applications.decision set key_id = ? where application_id = ?")
                    .params(forged, id)
                    .update();
            jdbc.sql("set local session_replication_role = default").update();
        });
        assertThat(approved.approvedAs(id).differences()).contains("record");
    }

    @Test
    void anotherAmountOrAnotherAccountIsNotPaidEvenWhenTheApplicationIsUntouched() {
        UUID id = sanctioned();
        ToBePaid right = payment(id);
        assertThat(approved.mayBePaid(right)).isTrue();
        assertThat(approved.notAsApproved(List.of(right))).isEmpty();
        ToBePaid more = new ToBePaid(id, Money.of(6_001), right.ifsc(), right.account(), false);
        ToBePaid elsewhere = new ToBePaid(id, right.amount(), right.ifsc(), "99887766554433", false);
        assertThat(approved.notAsApproved(List.of(more))).containsExactly(id);
        assertThat(approved.notAsApproved(List.of(elsewhere))).containsExactly(id);
        assertThat(approved.notAsApproved(
                        List.of(new ToBePaid(id, right.amount(), right.ifsc(), "99887766554433", true))))
                .as("taken anew after money came back")
                .isEmpty();
        assertThat(approved.notAsApproved(
                        List.of(new ToBePaid(Ids.next(), Money.of(1), right.ifsc(), right.account(), false))))
                .as("nothing is on record of it")
                .hasSize(1);
        assertThat(approved.mayBePaid(more)).isFalse();
    }

    @Test
    void theDatabaseKeepsRecordsAndASanctionWithoutOneIsRefused() {
        UUID id = sanctioned();
        for (String change : List.of(
                "update applications.decision set amount = 1 where application_id = ?",
                "delete from applications.decision where application_id = ?",
                "update applications.decision set content = decode('01', 'hex') where application_id = ?",
                "insert into applications.decision_before (application_id, seq) values (?, 4)")) {
            assertThatThrownBy(() -> jdbc.sql(change).param(id).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("is_append_only");
        }
        assertThat(Set.copyOf(
                        jdbc.sql("select tgname from pg_trigger where tgrelid = 'applications.application'::regclass")
                                .query(String.class)
                                .list()))
                .contains("sanction_on_record");
    }

    @Test
    void nothingOfTheContentLiesInClear() {
        UUID id = sanctioned();
        byte[] content = jdbc.sql("select content from applications.decision where application_id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("answers", "Member", "SBIN");
    }

    @Test
    void whatWasStoppedIsDecidedAnewAndThenPaid() {
        UUID id = sanctioned();
        behindThePortal("update applications.line set vendor = 'Another hospital' where application_id = ?", id);
        assertThat(approved.mayBePaid(payment(id))).isFalse();
        assertThat(approved.mayBePaid(payment(id))).as("asked again").isFalse();
        User accounts = households.staff(Role.ACCOUNTS_OFFICER);
        assertThat(stopped.open(accounts).stream()
                        .filter(found -> found.applicationId().equals(id)))
                .hasSize(1);
        if (applications.get(id, scrutiny).state() == ApplicationState.APPROVED) {
            finance.returnStopped(id, "AMOUNT", "Changed after the approval", accounts);
        } else {
            finance.returnToScrutiny(id, "AMOUNT", "Changed after the approval", accounts);
        }
        assertThat(stopped.open(accounts))
                .noneMatch(found -> found.applicationId().equals(id));
        assertThatThrownBy(() -> finance.returnStopped(id, "AMOUNT", "Again", accounts))
                .isInstanceOf(Refused.class);
        ApplicationView again = applications.get(id, scrutiny);
        decisions.sanction(id, Sanction.inFull(again.version(), again.payable()), scrutiny);
        assertThat(approved.approvedAs(id).standing()).isEqualTo(Standing.VERIFIED);
        assertThat(approved.of(id, scrutiny)).hasSize(2).allMatch(DecisionView::verified);
    }

    @Test
    void neitherTheMemberNorARelativeReadsTheRecord() {
        UUID id = sanctioned();
        User own = Households.user(household.user().employeeNumber(), Role.MEMBER, Role.SCRUTINY_OFFICER);
        assertThatThrownBy(() -> approved.of(id, own)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> approved.of(id, household.user())).isInstanceOf(Refused.class);
    }

    private UUID sanctioned() {
        ApplicationView app =
                decisions.take(households.submitted(household, Money.of(10_000)).id(), scrutiny);
        decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), scrutiny);
        return app.id();
    }

    private ToBePaid payment(UUID id) {
        PayeeAccount payee = people.payee(household.bankAccountId());
        return new ToBePaid(id, Money.of(6_000), payee.ifsc(), payee.number(), false);
    }

    /** As somebody with all rights on the database, triggers off. */
    private void behindThePortal(String change, UUID id) {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("set local session_replication_role = replica").update();
            assertThat(jdbc.sql(change).param(id).update()).as(change).isPositive();
            jdbc.sql("set local session_replication_role = default").update();
        });
    }
}
