package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.AutomaticGround;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Lifecycle;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.SampleReadings;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.automatic.ApproveAutomatically;
import org.ltet.portal.review.automatic.AutomaticResults;
import org.ltet.portal.review.automatic.AutomaticSetting;
import org.ltet.portal.review.automatic.AutomaticSettings;
import org.ltet.portal.review.automatic.NewSetting;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.review.risk.RiskRules;
import org.ltet.portal.review.risk.RuleBook;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

@Import(SampleReadings.class)
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("Approval by the portal: within what two people agreed, sampled, never a rejection (REV-6, INT-3)")
class AutomaticApprovalTest extends ReviewTestBase {

    private static final String PAGE = "/automatic-approval";

    @Autowired
    AutomaticSettings settings;

    @Autowired
    AutomaticResults results;

    @Autowired
    ApproveAutomatically approve;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    RuleBook rules;

    @Autowired
    RiskModels models;

    @Autowired
    Drafting drafting;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    Documents documents;

    @Autowired
    SampleReadings readings;

    @Autowired
    AssessRisk risk;

    @Autowired
    ApprovedDecisions records;

    User admin;
    User head;

    @BeforeEach
    void people() {
        admin = reviewer(Scope.EVERYWHERE, Role.TRUST_ADMIN);
        head = reviewer(Scope.EVERYWHERE, Role.HEAD);
    }

    @AfterEach
    void switchOff() {
        settings.all(admin).stream()
                .filter(setting -> setting.state() != AutomaticSetting.State.ENDED)
                .forEach(setting -> settings.end(setting.id(), "End of the test", admin));
        settings.blackouts(admin).forEach(blackout -> settings.liftBlackout(blackout.id(), admin));
    }

    private static NewSetting wanted(int upTo, int maxScore, String sample, String... heads) {
        return new NewSetting(
                "S13", Money.of(upTo), maxScore, List.of(heads), new BigDecimal(sample), "Small and clear");
    }

    private UUID running(int upTo, int maxScore, String sample, String... heads) {
        UUID id = settings.propose(wanted(upTo, maxScore, sample, heads), admin);
        settings.agree(id, head);
        return id;
    }

    /** Handed in, judged, and considered. */
    private UUID considered(int bill) {
        return considered(proved(households.surgeryDraft(family(), Money.of(bill))));
    }

    private UUID considered(ApplicationView draft) {
        UUID id = handedIn(draft);
        approve.consider(id);
        return id;
    }

    private UUID handedIn(ApplicationView draft) {
        User member = Households.user(draft.employeeNumber(), Role.MEMBER);
        UUID id = submitApplication
                .submit(draft.id(), applications.get(draft.id(), member).version(), member)
                .id();
        risk.ensure(id);
        return id;
    }

    /** Every document is read, and each line has a bill that says the same. */
    private ApplicationView proved(ApplicationView draft) {
        papersRead(draft);
        draft.lines().forEach(line -> bill(draft, line, line.claimed(), 0.97));
        return draft;
    }

    private void papersRead(ApplicationView draft) {
        documents
                .of(owner(draft))
                .forEach(document -> readings.read(document.id(), DocumentKind.OTHER, Map.of(), 0.97));
    }

    private void bill(ApplicationView draft, LineView line, Money total, double confidence) {
        UUID bill = document(draft, "HOSPITAL_BILL");
        readings.read(
                bill,
                DocumentKind.BILL,
                Map.of(
                        Name.TOTAL, total.plain(),
                        Name.BILL_DATE, line.billDate().toString(),
                        Name.BILL_NUMBER, line.billNumber(),
                        Name.PERSON, draft.beneficiaryName()),
                confidence);
        jdbc.sql("insert into applications.bill_photo (document_id, application_id, line_id) values (?, ?, ?)")
                .params(bill, draft.id(), line.id())
                .update();
    }

    private UUID document(ApplicationView draft, String type) {
        return documents
                .write(
                        owner(draft),
                        type,
                        type + ".pdf",
                        "application/pdf",
                        out -> out.write(SampleFiles.pdf("Paper " + Ids.next())))
                .id();
    }

    private static LineInput same(LineView line) {
        return new LineInput(
                line.head(), line.billNumber(), line.billDate(), line.vendor(), line.claimed(), null, null);
    }

    private static DocumentOwner owner(ApplicationView draft) {
        return new DocumentOwner(Applications.DOCUMENT_OWNER, draft.id());
    }

    private ApplicationState state(UUID id) {
        return queue.find(id).orElseThrow().state();
    }

    private record Decided(String outcome, int draw, int sampledBelow) {}

    private List<Decided> decided(UUID id) {
        return jdbc.sql("select outcome, draw, sampled_below from review.automatic_decision where application_id = ?")
                .param(id)
                .query(Decided.class)
                .list();
    }

    @Test
    void isOffUntilASecondPersonAgreesAndAtOnceWhenOneEndsIt() {
        assertThat(state(considered(3_710))).as("off by default").isEqualTo(ApplicationState.SUBMITTED);
        UUID setting = settings.propose(wanted(3_000, 29, "5"), admin);
        assertThat(state(considered(3_710))).as("only proposed").isEqualTo(ApplicationState.SUBMITTED);
        assertRefused("automatic.ownProposal", () -> settings.agree(setting, admin));
        assertRefused("automatic.waits", () -> settings.propose(wanted(2_000, 10, "5"), admin));
        settings.agree(setting, head);
        assertRefused("automatic.notProposed", () -> settings.agree(setting, head));
        settings.end(setting, "A complaint", head);
        assertThat(state(considered(3_710))).as("ended").isEqualTo(ApplicationState.SUBMITTED);
        assertRefused("automatic.ended", () -> settings.end(setting, "Again", head));
    }

    @Test
    void approvesInFullWhatQualifiesAndGivesTheDrawnOnesToPeople() {
        UUID setting = running(3_000, 29, "5");
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(considered(3_710 + i));
        }
        int approved = 0;
        for (UUID id : ids) {
            Decided decided = decided(id).getFirst();
            assertThat(decided.sampledBelow()).isEqualTo(500);
            boolean sampled = decided.draw() < 500;
            assertThat(decided.outcome()).isEqualTo(sampled ? "SAMPLED" : "APPROVED");
            if (sampled) {
                assertThat(state(id)).isEqualTo(ApplicationState.SUBMITTED);
            } else {
                approved++;
                assertThat(state(id)).isIn(ApplicationState.APPROVED, ApplicationState.UNDER_FINANCE);
                onRecord(id, setting);
            }
        }
        assertThat(approved).isPositive();
        AutomaticResults.Result result = results.latest(head).stream()
                .filter(one -> one.schemeCode().equals("S13"))
                .findFirst()
                .orElseThrow();
        assertThat(result.approved()).isGreaterThanOrEqualTo(approved);
    }

    private void onRecord(UUID id, UUID setting) {
        User accounts = reviewer(Role.HEAD);
        var decision = records.of(id, accounts).getFirst();
        assertThat(decision.verified()).isTrue();
        assertThat(decision.move()).isEqualTo("SANCTION");
        AutomaticGround ground = Objects.requireNonNull(
                Objects.requireNonNull(decision.content()).automatic());
        assertThat(ground.settingId()).isEqualTo(setting);
        assertThat(ground.score()).isLessThanOrEqualTo(ground.maxScore());
        ApplicationView view = applications.get(id, accounts);
        assertThat(view.sanctioned()).isEqualTo(view.payable());
        assertThat(view.timeline())
                .anyMatch(
                        entry -> entry.role() == ActingRole.SYSTEM && entry.to().state() == ApplicationState.APPROVED);
        assertThat(jdbc.sql("""
                select count(*) from audit.entry where application_id = ? and action = 'automatic.considered'
                """).param(id).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void whatIsDrawnIsDecidedByAPersonLikeAnyOtherAndCounted() {
        running(3_000, 29, "100");
        int before = same();
        UUID id = considered(3_710);
        assertThat(decided(id).getFirst().outcome()).isEqualTo("SAMPLED");
        approve.consider(id);
        assertThat(decided(id)).as("drawn once").hasSize(1);
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        takeTask.take(id, scrutiny);
        ApplicationView view = applications.get(id, scrutiny);
        decide.approve(id, Sanction.inFull(view.version(), view.payable()), scrutiny);
        assertThat(same()).isEqualTo(before + 1);
    }

    private int same() {
        return results.latest(head).stream()
                .filter(one -> one.schemeCode().equals("S13"))
                .mapToInt(AutomaticResults.Result::same)
                .sum();
    }

    @Test
    void leavesToPeopleWhatDoesNotQualify() {
        running(2_000, 29, "5");
        assertThat(decided(considered(5_010)))
                .as("more than the setting allows")
                .isEmpty();
        settings.setBlackout(IndiaTime.today(clock), IndiaTime.today(clock).plusDays(1), "Closing of the month", admin);
        assertThat(decided(considered(1_310))).as("on a day without").isEmpty();
        settings.blackouts(admin).forEach(blackout -> settings.liftBlackout(blackout.id(), admin));

        UUID taken = handedIn(proved(households.surgeryDraft(family(), Money.of(1_310))));
        takeTask.take(taken, reviewer(Role.SCRUTINY_OFFICER));
        approve.consider(taken);
        assertThat(decided(taken)).as("in the hands of a person").isEmpty();

        Household family = family();
        ApplicationView twice = households.surgeryDraft(family, Money.of(610));
        twice = drafting.addLine(twice.id(), twice.version(), same(twice.lines().getFirst()), family.user());
        assertThat(decided(considered(proved(twice))))
                .as("a bill that stands there twice")
                .isEmpty();

        switchOff();
        running(2_000, 29, "5", "ROOM_RENT");
        assertThat(decided(considered(1_310))).as("another kind of expense").isEmpty();
        switchOff();
        running(2_000, 29, "5", "SURGEON");
        assertThat(decided(considered(1_310))).as("of this kind").hasSize(1);
    }

    @Test
    @DisplayName("INT-3: papers that were handed in before get no second draw")
    void whatWasWithdrawnAndHandedInAgainIsForAPerson() {
        running(3_000, 29, "100");
        Household family = family();
        ApplicationView first = proved(households.surgeryDraft(family, Money.of(1_410)));
        considered(first);
        assertThat(decided(first.id())).hasSize(1);
        withdrawApplication.withdraw(first.id(), "Once more", family.user());
        LineView line = first.lines().getFirst();
        ApplicationView again = households.surgeryDraft(family, Money.of(1_010));
        again = drafting.addLine(again.id(), again.version(), same(line), family.user());
        assertThat(decided(considered(proved(again)))).isEmpty();
    }

    @Test
    @DisplayName("REV-6: all documents verified: what was typed without a paper that says so is for a person")
    void whatNoPaperProvesIsForAPerson() {
        running(3_000, 29, "100");
        ApplicationView typed = households.surgeryDraft(family(), Money.of(1_610));
        papersRead(typed);
        UUID beside = considered(typed);
        assertThat(decided(beside)).as("a bill typed beside other papers").isEmpty();
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into review.automatic_decision
                        select :id, s.id, a.id, 'SAMPLED', 900, 0, 700, 10000, now()
                        from review.risk_assessment a, review.automatic_setting s
                        where a.application_id = :id and s.agreed_at is not null and s.ended_at is null
                        """).param("id", beside).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("automatic_needs_proof");

        ApplicationView less = households.surgeryDraft(family(), Money.of(1_611));
        papersRead(less);
        bill(less, less.lines().getFirst(), Money.of(1_161), 0.97);
        assertThat(decided(considered(less))).as("more than the bill says").isEmpty();

        ApplicationView doubtful = households.surgeryDraft(family(), Money.of(1_612));
        papersRead(doubtful);
        bill(doubtful, doubtful.lines().getFirst(), Money.of(1_612), 0.6);
        assertThat(decided(considered(doubtful))).as("a bill read with doubt").isEmpty();

        Household family = family();
        ApplicationView one = proved(households.surgeryDraft(family, Money.of(613)));
        drafting.addLine(one.id(), one.version(), Households.line("SURGEON", Money.of(614)), family.user());
        assertThat(decided(considered(one))).as("a second line without a bill").isEmpty();

        Household twice = family();
        ApplicationView first = households.surgeryDraft(twice, Money.of(900));
        LineView shown = first.lines().getFirst();
        ApplicationView both = drafting.addLine(
                first.id(),
                first.version(),
                new LineInput(
                        "SURGEON", shown.billNumber(), shown.billDate(), shown.vendor(), Money.of(800), null, null),
                twice.user());
        papersRead(both);
        both.lines().forEach(line -> bill(both, line, Money.of(1_000), 0.97));
        assertThat(decided(considered(both)))
                .as("one bill in two photos, claimed twice")
                .isEmpty();

        ApplicationView unread = proved(households.surgeryDraft(family(), Money.of(1_615)));
        document(unread, "DISCHARGE_SUMMARY");
        assertThat(decided(considered(unread))).as("a paper that nobody read").isEmpty();

        assertThat(decided(considered(1_616))).as("all of it proved").hasSize(1);
    }

    @Test
    @DisplayName(
            "DOC-3: a bank proof of another account counts as a difference, and one read with doubt proves nothing")
    void aBankProofThatDoesNotFitIsForAPerson() {
        running(3_000, 29, "100");
        UUID other = withBankProof(1_710, "HDFC0000001", 0.97);
        assertThat(decided(other)).as("of another bank").isEmpty();
        assertThat(risk.latest(other).orElseThrow().facts()).containsEntry(Fact.DIFFERENCES, 1);
        assertThat(risk.latest(other).orElseThrow().reasons())
                .extracting(Assessment.Reason::fact)
                .contains(Fact.DIFFERENCES);
        UUID doubtful = withBankProof(1_711, "SBIN0000300", 0.5);
        assertThat(decided(doubtful)).as("hardly readable").isEmpty();
        assertThat(risk.latest(doubtful).orElseThrow().facts())
                .containsEntry(Fact.DIFFERENCES, 0)
                .containsEntry(Fact.UNPROVED_PAPERS, 1);
        assertThat(decided(withBankProof(1_712, "SBIN0000300", 0.97)))
                .as("of the account that is paid into")
                .hasSize(1);
    }

    private UUID withBankProof(int bill, String ifsc, double confidence) {
        ApplicationView draft = proved(households.surgeryDraft(family(), Money.of(bill)));
        readings.read(
                document(draft, "BANK_PROOF"),
                DocumentKind.BANK_PROOF,
                Map.of(
                        Name.PERSON,
                        draft.memberName(),
                        Name.IFSC,
                        ifsc,
                        Name.ACCOUNT,
                        "1234567" + draft.employeeNumber()),
                confidence);
        return considered(draft);
    }

    @Test
    @DisplayName("REV-6: rules changed after two people agreed count for nobody's money until they agree anew")
    void rulesThatWereChangedSinceAreForAPerson() {
        UUID setting = running(3_000, 29, "5");
        clock.advance(Duration.ofMinutes(1));
        RiskRules before = rules.current();
        rules.change(before.version(), before.mediumFrom(), before.highFrom() + 1, before.rules(), admin);
        UUID id = considered(1_510);
        assertThat(decided(id)).isEmpty();
        assertThatThrownBy(() ->
                        jdbc.sql("""
                        insert into review.automatic_decision
                        select :id, :setting, a.id, 'APPROVED', 900, 0, 700, 500, now()
                        from review.risk_assessment a where a.application_id = :id
                        """).param("id", id).param("setting", setting).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("automatic_rules_were_changed");

        switchOff();
        running(3_000, 29, "5");
        assertThat(decided(considered(1_511))).as("agreed anew").hasSize(1);
        clock.reset();
        rules.change(before.version() + 1, before.mediumFrom(), before.highFrom(), before.rules(), admin);
    }

    @Test
    @DisplayName("REV-6: days without are set after what is being decided, and before all else")
    void daysWithoutWaitForWhatIsBeingDecidedAndStopWhatBeginsAfter(CapturedOutput output) throws Exception {
        UUID setting = running(3_000, 29, "5");
        LocalDate today = IndiaTime.today(clock);
        UUID deciding = handedIn(proved(households.surgeryDraft(family(), Money.of(1_910))));
        UUID after = handedIn(proved(households.surgeryDraft(family(), Money.of(1_911))));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> days = transactions.execute(_ -> {
                sampled(deciding, setting);
                Future<?> asked = other.submit(() -> settings.setBlackout(today, today, "Closing", admin));
                assertThatThrownBy(() -> asked.get(500, TimeUnit.MILLISECONDS))
                        .as("waits for what is being decided")
                        .isInstanceOf(TimeoutException.class);
                return asked;
            });
            Objects.requireNonNull(days).get(10, TimeUnit.SECONDS);
            settings.blackouts(admin).forEach(blackout -> settings.liftBlackout(blackout.id(), admin));

            Future<?> considered = transactions.execute(_ -> {
                settings.setBlackout(today, today, "Closing", admin);
                Future<?> begun = other.submit(() -> approve.consider(after));
                assertThatThrownBy(() -> begun.get(500, TimeUnit.MILLISECONDS))
                        .as("waits for the days that are being set")
                        .isInstanceOf(TimeoutException.class);
                return begun;
            });
            Objects.requireNonNull(considered).get(10, TimeUnit.SECONDS);
        }
        assertThat(decided(after)).isEmpty();
        assertThat(state(after)).isEqualTo(ApplicationState.SUBMITTED);
        assertThat(output.getOut())
                .contains("Application " + after + " is left to a person: ")
                .contains("automatic_blackout")
                .doesNotContain("The risk of application " + after);
    }

    private void sampled(UUID id, UUID setting) {
        jdbc.sql("""
                insert into review.automatic_decision
                select :id, :setting, a.id, 'SAMPLED', 900, 0, 300, 500, :now
                from review.risk_assessment a where a.application_id = :id
                """)
                .param("id", id)
                .param("setting", setting)
                .param("now", TaskRows.timestamp(clock.instant()))
                .update();
    }

    @Test
    void aSettingStaysWithinWhatTheSchemeAllows() {
        assertRefused("automatic.upTo", () -> settings.propose(wanted(3_001, 29, "5"), admin));
        assertRefused("automatic.sample", () -> settings.propose(wanted(3_000, 29, "4.99"), admin));
        assertRefused("risk.points", () -> settings.propose(wanted(3_000, 101, "5"), admin));
        assertRefused("automatic.heads", () -> settings.propose(wanted(3_000, 29, "5", "GOLD"), admin));
        assertRefused(
                "automatic.alwaysAPerson",
                () -> settings.propose(
                        new NewSetting("S05", Money.of(1_000), 10, List.of(), BigDecimal.TEN, "No"), admin));
        assertRefused("automatic.notYours", () -> settings.propose(wanted(3_000, 29, "5"), head));
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        assertRefused("automatic.notYours", () -> settings.all(scrutiny));
    }

    @Test
    @DisplayName(
            "REV-6: the database refuses a machine's rejection, one person alone, and whatever is beyond the setting")
    void theDatabaseHoldsItToo() {
        assertThat(Lifecycle.table())
                .filteredOn(rule -> rule.who().contains(ActingRole.SYSTEM))
                .noneMatch(rule -> rule.to().state() == ApplicationState.REJECTED
                        || rule.to().state() == ApplicationState.SENT_BACK);
        assertThat(jdbc.sql("""
                select count(*) from applications.allowed_move
                where acting_role = 'SYSTEM' and to_state in ('REJECTED', 'SENT_BACK')
                """).query(Integer.class).single()).isZero();

        UUID setting = running(2_000, 29, "5");
        UUID id = handedIn(proved(households.surgeryDraft(family(), Money.of(5_010))));
        for (String attempt : List.of(
                "update review.automatic_setting set agreed_by = proposed_by where id = :setting",
                "update review.automatic_setting set up_to = 9000 where id = :setting",
                "delete from review.automatic_setting where id = :setting",
                "insert into review.automatic_decision select :id, :setting, a.id, 'APPROVED', 3006, 0, 700, 500, now()"
                        + " from review.risk_assessment a where a.application_id = :id",
                "insert into review.automatic_decision select :id, :setting, a.id, 'APPROVED', 1000, 0, 499, 500, now()"
                        + " from review.risk_assessment a where a.application_id = :id",
                "insert into review.automatic_decision select :id, :setting, a.id, 'APPROVED', 1000, 30, 700, 500, now()"
                        + " from review.risk_assessment a where a.application_id = :id",
                "insert into review.risk_outcome select :id, a.id, 'REJECTED', true, now()"
                        + " from review.risk_assessment a where a.application_id = :id and :setting::uuid is not null")) {
            assertThatThrownBy(() -> jdbc.sql(attempt)
                            .param("id", id)
                            .param("setting", setting)
                            .update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    @DisplayName("ACC-5: a role that counts in a part of the trust decides nothing that counts in all of it")
    void aNarrowRoleSetsNothingForTheWholeTrust() {
        User ofOther = reviewer(new Scope(Set.of(), Set.of(), Set.of("S14")), Role.TRUST_ADMIN);
        User ofCompany = reviewer(Role.TRUST_ADMIN);
        User headOfCompany = reviewer(Role.HEAD);
        User headOfRegion = reviewer(new Scope(Set.of(), Set.of("EAST"), Set.of()), Role.HEAD);
        User ofScheme = reviewer(new Scope(Set.of(), Set.of(), Set.of("S13")), Role.TRUST_ADMIN);
        for (User narrow : List.of(ofOther, ofCompany)) {
            assertRefused("automatic.notWholeScheme", () -> settings.propose(wanted(2_000, 29, "5"), narrow));
        }
        UUID setting = settings.propose(wanted(3_000, 29, "5"), ofScheme);
        for (User narrow : List.of(headOfCompany, headOfRegion, ofCompany)) {
            assertRefused("automatic.notWholeScheme", () -> settings.agree(setting, narrow));
            assertRefused("automatic.notWholeScheme", () -> settings.end(setting, "Off", narrow));
        }
        assertNotFound(() -> settings.agree(setting, ofOther));
        assertNotFound(() -> settings.end(setting, "Off", ofOther));
        assertThat(settings.all(ofOther)).noneMatch(one -> one.schemeCode().equals("S13"));
        assertThat(settings.all(headOfCompany)).anyMatch(one -> one.id().equals(setting));
        settings.agree(setting, head);

        LocalDate day = IndiaTime.today(clock).plusDays(9);
        for (User narrow : List.of(ofOther, ofCompany, ofScheme)) {
            assertRefused("automatic.notEverywhere", () -> settings.setBlackout(day, day, "Closing", narrow));
        }
        UUID blackout = settings.setBlackout(day, day, "Closing", admin);
        assertRefused("automatic.notEverywhere", () -> settings.liftBlackout(blackout, ofScheme));
        RiskRules now = rules.current();
        for (User narrow : List.of(ofCompany, ofScheme)) {
            assertRefused(
                    "risk.notAdministrator",
                    () -> rules.change(now.version(), now.mediumFrom(), now.highFrom(), now.rules(), narrow));
            assertRefused("risk.notAdministrator", () -> models.show(false, narrow));
        }

        considered(1_810);
        assertThat(approvedAndSampled(headOfCompany)).isEqualTo(1);
        assertThat(approvedAndSampled(head)).isGreaterThanOrEqualTo(1);
        assertThat(approvedAndSampled(headOfRegion)).isZero();
        assertThat(approvedAndSampled(ofOther)).isZero();
        WebSession narrow = WebSession.signedIn(port, headOfCompany.employeeNumber(), PASSWORD);
        assertThat(get(narrow, PAGE)).contains("Running").doesNotContain("Switch off now", "Set these days");
        WebSession part = WebSession.signedIn(port, ofCompany.employeeNumber(), PASSWORD);
        assertThat(get(part, PAGE)).doesNotContain("Set these days", "name=\"scheme\"");
        settings.end(setting, "Enough", ofScheme);
    }

    private int approvedAndSampled(User user) {
        return results.latest(user).stream()
                .filter(one -> one.schemeCode().equals("S13"))
                .mapToInt(one -> one.approved() + one.sampled())
                .sum();
    }

    private static void assertNotFound(ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }

    @Test
    void twoPeopleSwitchItOnAndOneOffOnTheScreen() {
        WebSession atAdmin = WebSession.signedIn(port, admin.employeeNumber(), PASSWORD);
        WebSession atHead = WebSession.signedIn(port, head.employeeNumber(), PASSWORD);
        assertThat(get(atAdmin, PAGE + "?scheme=S13"))
                .contains("The scheme allows at most ₹3,000, with at least 5 % drawn", "Surgeon");
        HttpResponse<String> wrong = atAdmin.post(
                PAGE, Map.of("scheme", "S13", "upTo", "9,000", "maxScore", "20", "sample", "5", "reason", "Small"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("value=\"9,000\"", "href=\"#upTo\"");
        assertThat(atAdmin.post(
                                PAGE,
                                Map.of(
                                        "scheme",
                                        "S13",
                                        "upTo",
                                        "2,500",
                                        "maxScore",
                                        "20",
                                        "sample",
                                        "5",
                                        "reason",
                                        "Small"))
                        .statusCode())
                .isEqualTo(302);
        String waits = get(atAdmin, PAGE);
        assertThat(waits)
                .contains(
                        "Waits for a second person", "somebody else has to agree", "Up to ₹2,500, risk up to 20 of 100")
                .doesNotContain("Agree and switch on");
        UUID id = settings.all(admin).getFirst().id();
        assertThat(atAdmin.post(PAGE + "/" + id + "/agree", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(get(atHead, PAGE)).contains("Agree and switch on");
        assertThat(atHead.post(PAGE + "/" + id + "/agree", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(get(atHead, PAGE)).contains("Running", "Agreed by " + head.displayName());
        assertThat(atHead.post(PAGE, Map.of("scheme", "S13")).statusCode()).isEqualTo(403);
        LocalDate day = IndiaTime.today(clock).plusDays(3);
        assertThat(atAdmin.post(
                                PAGE + "/blackouts",
                                Map.of(
                                        "firstDay",
                                        day.toString(),
                                        "lastDay",
                                        day.toString(),
                                        "blackoutReason",
                                        "Year end"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(atAdmin, PAGE)).contains("Year end");
        assertThat(atHead.post(PAGE + "/" + id + "/end", Map.of()).statusCode()).isEqualTo(302);
        assertThat(get(atHead, PAGE)).contains("Ended by " + head.displayName());
        WebSession member =
                WebSession.signedIn(port, reviewer(Role.SCRUTINY_OFFICER).employeeNumber(), PASSWORD);
        assertThat(member.get(PAGE).statusCode()).isEqualTo(403);
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String code, ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
