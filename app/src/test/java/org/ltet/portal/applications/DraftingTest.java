package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Drafting (APP-1, APP-3, APP-4, APP-6, UX-4)")
class DraftingTest {

    @Autowired
    Households households;

    @Autowired
    StartDraft startDraft;

    @Autowired
    Drafting drafting;

    @Autowired
    AttachDocument attachDocument;

    @Autowired
    WithdrawApplication withdrawApplication;

    @Autowired
    Applications applications;

    @Autowired
    TestClock clock;

    Household household;
    User user;

    @BeforeEach
    void aFamily() {
        clock.reset();
        household = households.serving();
        user = household.user();
    }

    ApplicationView draft() {
        return startDraft.start("S13", household.memberId(), user);
    }

    @Test
    void startsWithWhatThePortalKnows() {
        ApplicationView draft = draft();
        assertThat(draft.state()).isEqualTo(ApplicationState.DRAFT);
        assertThat(draft.number()).isNull();
        assertThat(draft.bankAccountId()).isEqualTo(household.bankAccountId());
        assertThat(draft.beneficiaryName()).startsWith("Member ");
        assertThat(draft.draftExpiresOn()).isEqualTo(LocalDate.of(2027, 2, 23));
        assertThat(draft.timeline()).hasSize(1);
    }

    @Test
    void startedTwiceBeforeAnythingWasTypedItIsOneDraft() {
        assertThat(draft().id()).isEqualTo(draft().id());
    }

    @Test
    void refusesToStartForSomebodyElsesPeopleOrForANonEligibleBeneficiary() {
        Household stranger = households.serving();
        assertThatThrownBy(() -> startDraft.start("S13", stranger.spouseId(), user))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.beneficiary"));
        assertThatThrownBy(() -> startDraft.start("S06", household.memberId(), user))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .allMatch(problem -> problem instanceof FormProblem.Condition)
                                .isNotEmpty());
    }

    @Test
    void keepsAnswersAndReckonsAfterEachChange() {
        ApplicationView draft = draft();
        draft = drafting.saveAnswers(
                draft.id(),
                draft.version(),
                Map.of("hospital", "  City Hospital ", "dischargeDate", "2026-11-05"),
                user);
        assertThat(draft.answers()).containsEntry("hospital", "City Hospital");
        draft = drafting.addLine(draft.id(), draft.version(), Households.line("SURGEON", Money.of(60_000)), user);
        assertThat(draft.payable()).isEqualTo(Money.of(36_000));
        draft = drafting.setOtherReimbursement(draft.id(), draft.version(), Money.of(10_000), user);
        assertThat(draft.payable()).isEqualTo(Money.of(30_000));
        UUID line = draft.lines().getFirst().id();
        draft = drafting.editLine(
                draft.id(), draft.version(), line, Households.line("SURGEON", Money.of("20000.50")), user);
        assertThat(draft.claimed()).isEqualTo(Money.of("20000.50"));
        draft = drafting.removeLine(draft.id(), draft.version(), line, user);
        assertThat(draft.lines()).isEmpty();
        assertThat(draft.payable()).isEqualTo(Money.ZERO);
        draft = drafting.saveAnswers(draft.id(), draft.version(), Map.of("hospital", " "), user);
        assertThat(draft.answers()).doesNotContainKey("hospital");
        assertThat(applications.get(draft.id(), user)).isEqualTo(draft);
    }

    @Test
    void roomRentIsLimitedPerDayAsTheSchemeSays() {
        ApplicationView draft = draft();
        draft = drafting.addLine(draft.id(), draft.version(), Households.line("ROOM_RENT", Money.of(32_500)), user);
        assertThat(draft.benefit().admitted()).isEqualTo(Money.of(20_000));
        assertThat(draft.benefit().steps()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    abc               | form.number.digits
                                      | form.required
                    -5                | form.number.negative
                    100.005           | form.money.paise
                    1e5               | form.number.digits
                    ٣٤٥               | form.number.digits
                    １２３            | form.number.digits
                    99999999999999999 | form.number.large
                    12.5.3            | form.number.digits
                    0x10              | form.number.digits
                    Infinity          | form.number.digits
                    """)
    void refusesAmountsThatAreNone(String typed, String key) {
        assertThatThrownBy(() -> LineInput.read(Map.of(
                        "head", "SURGEON",
                        "billNumber", "1",
                        "billDate", "2026-11-05",
                        "vendor", "V",
                        "claimed", typed == null ? "" : typed)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(FormProblem.said(FormProblem.Step.BILLS, "claimed", key)));
    }

    @Test
    void readsAmountsAsPeopleInIndiaTypeThem() {
        for (String typed : List.of("₹1,23,456.50", "१२३४५६.५", "123456.50", " 1,23,456.5 ")) {
            assertThat(LineInput.read(Map.of(
                                    "head", "SURGEON",
                                    "billNumber", "1",
                                    "billDate", "2026-11-05",
                                    "vendor", "V",
                                    "claimed", typed))
                            .claimed())
                    .isEqualTo(Money.of("123456.50"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"2026-11-24,future", "2019-01-01,ancient", "0001-01-01,very ancient"})
    void refusesBillsFromTheFutureAndFromLongAgo(LocalDate date, String what) {
        ApplicationView draft = draft();
        LineInput line = new LineInput("SURGEON", "1", date, "V", Money.of(10), null, null);
        assertThatThrownBy(() -> drafting.addLine(draft.id(), draft.version(), line, user))
                .as(what)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(FormProblem::field)
                                .containsExactly("billDate"));
        assertThat(applications.get(draft.id(), user).lines()).isEmpty();
    }

    @Test
    @DisplayName("APP-5: dates mended after the bills were entered bring the bills outside them to the list of points")
    void judgesBillsAnewWhenTheDatesOfTheStayChange() {
        ApplicationView draft = draft();
        draft = drafting.saveAnswers(
                draft.id(),
                draft.version(),
                Map.of("admissionDate", "2026-11-01", "dischargeDate", "2026-11-05"),
                user);
        UUID id = draft.id();
        long seen = draft.version();
        LineInput old = new LineInput("SURGEON", "1", LocalDate.of(2024, 6, 6), "V", Money.of(10), null, null);
        assertThatThrownBy(() -> drafting.addLine(id, seen, old, user))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(FormProblem::field)
                                .containsExactly("billDate"));
        draft = drafting.addLine(id, seen, Households.line("ROOM_RENT", Money.of(20_000)), user);
        String line = "line-" + draft.lines().getFirst().id();
        assertThat(drafting.check(id, user)).extracting(FormProblem::field).doesNotContain(line);
        draft = drafting.saveAnswers(id, draft.version(), Map.of("admissionDate", "2026-11-03"), user);
        assertThat(drafting.check(id, user)).extracting(FormProblem::field).contains(line);
        drafting.saveAnswers(
                id, draft.version(), Map.of("admissionDate", "2026-04-01", "dischargeDate", "2026-04-20"), user);
        assertThat(drafting.check(id, user)).extracting(FormProblem::field).contains(line);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "admissionDate,2027-01-01",
        "admissionDate,1899-12-31",
        "admissionDate,2026-02-30",
        "admissionDate,01/13/2026",
        "listedDisease,maybe"
    })
    void refusesAnswersThatAreNoneAndKeepsWhatWasThere(String field, String typed) {
        ApplicationView draft = draft();
        drafting.saveAnswers(draft.id(), draft.version(), Map.of("admissionDate", "2026-11-01"), user);
        assertThatThrownBy(() -> drafting.saveAnswers(
                        draft.id(), draft.version() + 1, Map.of(field, typed, "hospital", "Lost?"), user))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(FormProblem::field)
                                .containsExactly(field));
        assertThat(applications.get(draft.id(), user).answers())
                .containsEntry("admissionDate", "2026-11-01")
                .doesNotContainKey("hospital");
    }

    @Test
    void refusesAZeroAmountAnUnknownHeadAndAMissingNumberOfDays() {
        ApplicationView draft = draft();
        for (LineInput line : List.of(
                Households.line("SURGEON", Money.ZERO),
                Households.line("CHAMPAGNE", Money.of(10)),
                new LineInput("ROOM_RENT", "1", LocalDate.of(2026, 11, 5), "V", Money.of(10), null, null))) {
            assertThatThrownBy(() -> drafting.addLine(draft.id(), draft.version(), line, user))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void twoTabsOnTheSameAnswerNeverOverwriteEachOtherSilently() {
        ApplicationView seen = draft();
        drafting.saveAnswers(seen.id(), seen.version(), Map.of("hospital", "First"), user);
        assertThatThrownBy(() -> drafting.saveAnswers(seen.id(), seen.version(), Map.of("hospital", "Second"), user))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
        assertThat(applications.get(seen.id(), user).answers()).containsEntry("hospital", "First");
    }

    @Test
    void twoTabsOnDifferentPartsDoNotDisturbEachOther() {
        ApplicationView seen = draft();
        drafting.saveAnswers(seen.id(), seen.version(), Map.of("hospital", "First"), user);
        drafting.addLine(seen.id(), seen.version(), Households.line("SURGEON", Money.of(10)), user);
        ApplicationView both = drafting.saveAnswers(seen.id(), seen.version(), Map.of("surgery", "Hernia"), user);
        assertThat(both.answers()).containsEntry("hospital", "First").containsEntry("surgery", "Hernia");
        assertThat(both.lines()).hasSize(1);
    }

    @Test
    void nobodyElseFindsADraftNotEvenStaff() {
        ApplicationView draft = draft();
        User staff = households.staff(
                Role.SCRUTINY_OFFICER, Role.HEAD, Role.HELPDESK_AGENT, Role.TRUST_ADMIN, Role.SYSTEM_ADMIN);
        for (User other : List.of(staff, households.serving().user())) {
            assertThatThrownBy(() -> applications.get(draft.id(), other))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
            assertThatThrownBy(() -> drafting.saveAnswers(draft.id(), 1, Map.of("hospital", "x"), other))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
            assertThatThrownBy(() -> withdrawApplication.discard(draft.id(), other))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void tellsTheMemberOfABillThatIsAlreadyInAnotherApplication() {
        ApplicationView first = draft();
        LineInput bill = new LineInput(
                "SURGEON", "INV-0042/A", LocalDate.of(2026, 11, 5), "City  Hospital", Money.of(10), null, null);
        first = drafting.addLine(first.id(), first.version(), bill, user);
        assertThat(first.duplicates()).isEmpty();
        ApplicationView second = startDraft.start("S13", household.spouseId(), user);
        LineInput again = new LineInput(
                "OTHER", "inv 0042 a", LocalDate.of(2026, 11, 6), "CITY HOSPITAL", Money.of(99), null, null);
        second = drafting.addLine(second.id(), second.version(), again, user);
        assertThat(second.duplicates())
                .singleElement()
                .satisfies(found -> assertThat(found.otherId()).isNotNull());
        Household stranger = households.serving();
        ApplicationView other = startDraft.start("S13", stranger.memberId(), stranger.user());
        other = drafting.addLine(other.id(), other.version(), bill, stranger.user());
        assertThat(other.duplicates())
                .as("drafts of other members do not count")
                .isEmpty();
    }

    @Test
    void attachesChecksAndTakesAwayDocuments() {
        ApplicationView draft = draft();
        StoredDocument stored = attachDocument.attach(
                draft.id(),
                "HOSPITAL_BILL",
                "bill.pdf",
                new ByteArrayInputStream(SampleFiles.pdf("Bill " + draft.id())),
                user);
        assertThat(applications.get(draft.id(), user).version()).isGreaterThan(draft.version());
        assertThatThrownBy(() -> attachDocument.attach(
                        draft.id(), "HOSPITAL_BILL", "bill.pdf", new ByteArrayInputStream(new byte[] {1, 2, 3}), user))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> attachDocument.attach(
                        draft.id(), "PASSPORT", "x.pdf", new ByteArrayInputStream(SampleFiles.pdf("x")), user))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.documentType"));
        assertThatThrownBy(() -> attachDocument.remove(
                        draft.id(), stored.id(), households.serving().user()))
                .isInstanceOf(Refused.class);
        attachDocument.remove(draft.id(), stored.id(), user);
    }

    @Test
    void saysEverythingThatIsMissingInTheOrderOfTheForm() {
        ApplicationView draft = draft();
        List<FormProblem> missing = drafting.check(draft.id(), user);
        assertThat(missing)
                .extracting(FormProblem::field)
                .containsSubsequence("hospital", "surgery", "lines", "HOSPITAL_BILL", "DISCHARGE_SUMMARY");
        ApplicationView full = households.complete(draft, household, Money.of(10_000));
        assertThat(drafting.check(full.id(), user)).isEmpty();
    }

    @Test
    void discardedDraftsAreOutOfSightButKept() {
        ApplicationView draft = draft();
        withdrawApplication.discard(draft.id(), user);
        withdrawApplication.discard(draft.id(), user);
        assertThat(applications.get(draft.id(), user).state()).isEqualTo(ApplicationState.DISCARDED);
        assertThatThrownBy(() -> drafting.saveAnswers(draft.id(), 2, Map.of("hospital", "x"), user))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.notNow"));
    }
}
