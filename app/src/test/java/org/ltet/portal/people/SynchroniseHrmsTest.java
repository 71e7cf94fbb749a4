package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.people.HrmsReject.Part;
import org.ltet.portal.people.HrmsRun.Kind;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.schemes.MemberStatus;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("Synchronisation with the HR system (ITG-1, ITG-6, PRO-1)")
class SynchroniseHrmsTest implements HrmsSimulator {

    @Autowired
    SynchroniseHrms hrms;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scheduler scheduler;

    @BeforeEach
    void everybodyIsKnown() {
        if (count("people.member") < PEOPLE) {
            assertThat(hrms.full().state()).isEqualTo(State.COMPLETED);
        }
    }

    @AfterEach
    void noFaults() {
        HrmsSimulator.worksAgain();
    }

    @Test
    void bringsInEverybodyWithFamiliesAndBankAccounts() {
        assertThat(count("people.member")).isGreaterThanOrEqualTo(PEOPLE);
        assertThat(count("people.dependent")).isGreaterThan(PEOPLE);
        assertThat(jdbc.sql("select count(distinct ic) from people.member")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(3);
        assertThat(jdbc.sql("select distinct region from people.member order by region")
                        .query(String.class)
                        .list())
                .containsExactly("EAST", "NORTH", "SOUTH", "WEST");
        assertThat(jdbc.sql("select count(*) from people.bank_account where active")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(PEOPLE);
    }

    @Test
    void knowsThePersonasAsTheyAre() {
        Member ramesh = member("10000001");
        assertThat(ramesh.name()).isEqualTo("Ramesh Patil");
        assertThat(ramesh.status()).isEqualTo(MemberStatus.SERVING);
        assertThat(ramesh.ic()).isEqualTo("HEAV");
        assertThat(ramesh.icName()).isEqualTo("Heavy Engineering");
        assertThat(ramesh.region()).isEqualTo("WEST");
        assertThat(ramesh.location()).isEqualTo("Mumbai");
        assertThat(ramesh.grade()).isEqualTo("W");
        assertThat(ramesh.birthDate()).isEqualTo("1982-03-14");
        assertThat(ramesh.dependents())
                .extracting(Dependent::name)
                .contains("Sunita Patil", "Aarav Patil", "Isha Patil", "Shanta Patil");
        assertThat(member("10000002").status()).isEqualTo(MemberStatus.RETIRED);
        assertThat(member("10000002").retirementDate()).isEqualTo("2018-03-31");
        Member suresh = member("10000003");
        assertThat(suresh.status()).isEqualTo(MemberStatus.DECEASED);
        assertThat(suresh.deathDate()).isEqualTo("2024-08-19");
        assertThat(people.applicants(suresh.id()).beneficiaries())
                .extracting(beneficiary -> beneficiary.relation().name())
                .doesNotContain("SELF")
                .contains("SPOUSE", "CHILD");
        assertThat(people.everyone(suresh.id()).beneficiaries())
                .extracting(beneficiary -> beneficiary.relation().name())
                .contains("SELF");
    }

    @Test
    void aSecondFullRunChangesNothing() {
        hrms.full();
        String before = fingerprintOfEverything();
        HrmsRun again = hrms.full();
        assertThat(again.state()).isEqualTo(State.COMPLETED);
        assertThat(again.membersRead()).isGreaterThanOrEqualTo(PEOPLE);
        assertThat(again.added()).isZero();
        assertThat(again.changed()).isZero();
        assertThat(fingerprintOfEverything()).isEqualTo(before);
    }

    @Test
    void aDeltaReadsOnlyWhatChangedAndNotesEachField() {
        Member transferred = member("10000205");
        String before = transferred.location();
        String to = before.equals("Pune") ? "MUM" : "PUN";
        HrmsSimulator.happens("10000205", Map.of("kind", "TRANSFER", "location", to));
        HrmsSimulator.happens("10000206", Map.of("kind", "RETIRE", "date", "2026-10-31"));

        HrmsRun delta = hrms.delta();

        assertThat(delta.kind()).isEqualTo(Kind.DELTA);
        assertThat(delta.state()).isEqualTo(State.COMPLETED);
        assertThat(delta.membersRead()).isLessThan(100);
        assertThat(delta.changed()).isGreaterThanOrEqualTo(2);
        Member after = member("10000205");
        assertThat(after.id()).isEqualTo(transferred.id());
        assertThat(after.version()).isGreaterThan(transferred.version());
        assertThat(after.location()).isNotEqualTo(before);
        assertThat(changes(after.id(), "location")).containsExactly(before + " > " + after.location());
        Member retired = member("10000206");
        assertThat(retired.status()).isEqualTo(MemberStatus.RETIRED);
        assertThat(retired.retirementDate()).isEqualTo("2026-10-31");
        assertThat(hrms.delta().changed()).isZero();
    }

    @Test
    void dependentsKeepTheirIdsAndNewOnesAreAdded() {
        Member before = member("10000011");
        HrmsSimulator.happens(
                "10000011",
                Map.of(
                        "kind", "ADD_DEPENDENT",
                        "relationshipType", "CHILD",
                        "firstName", "Mira",
                        "dateOfBirth", "2015-02-28",
                        "gender", "F",
                        "disabilityPercentage", 40));
        hrms.delta();
        Member after = member("10000011");
        assertThat(after.dependents()).containsAll(before.dependents());
        assertThat(after.dependents())
                .filteredOn(dependent -> dependent.name().equals("Mira Joshi"))
                .singleElement()
                .satisfies(mira -> {
                    assertThat(mira.disabled()).isTrue();
                    assertThat(mira.disabilityPercent()).isEqualByComparingTo("40");
                    assertThat(people.applicants(after.id()).beneficiaries())
                            .anyMatch(beneficiary -> beneficiary.beneficiaryId().equals(mira.id()));
                });
        assertThat(changes(after.id(), "dependent")).containsExactly("null > CHILD Mira Joshi 2015-02-28 40.00");
    }

    @Test
    void joinersAreAdded() {
        HrmsSimulator.happens(
                "new",
                Map.of(
                        "kind", "JOIN",
                        "firstName", "Zoya",
                        "lastName", "Contractor",
                        "dateOfBirth", "2001-05-06",
                        "gender", "F",
                        "company", "ELEC",
                        "location", "VAD"));
        HrmsRun delta = hrms.delta();
        assertThat(delta.added()).isEqualTo(1);
        assertThat(jdbc.sql("select status from people.member where name = 'Zoya Contractor'")
                        .query(String.class)
                        .single())
                .isEqualTo("SERVING");
    }

    @Test
    @DisplayName("A changed bank account becomes the active one; the earlier one stays on record (PRO-2)")
    void aNewBankAccountReplacesTheOld() {
        UUID member = member("10000210").id();
        BankAccountView before = people.bankAccounts(member).getFirst();
        HrmsSimulator.happens(
                "10000210",
                Map.of("kind", "CHANGE_BANK", "bankIfsc", "HDFC0000060", "accountNumber", "50100123456789"));
        hrms.delta();
        List<BankAccountView> after = people.bankAccounts(member);
        assertThat(after).filteredOn(BankAccountView::active).singleElement().satisfies(active -> {
            assertThat(active.ifsc()).isEqualTo("HDFC0000060");
            assertThat(active.bankName()).isEqualTo("HDFC Bank");
            assertThat(active.maskedNumber()).isEqualTo("••••••••6789");
            assertThat(people.payee(active.id()).number()).isEqualTo("50100123456789");
        });
        assertThat(after)
                .filteredOn(account -> !account.active())
                .extracting(BankAccountView::id)
                .contains(before.id());
        assertThat(changes(member, "bankAccount")).singleElement().asString().endsWith("> HDFC0000060 ••••6789");
    }

    @Test
    @DisplayName("No row holds an account number in clear (SEC-1)")
    void accountNumbersAreEncrypted() {
        UUID account = people.bankAccounts(member("10000001").id()).getFirst().id();
        String number = people.payee(account).number();
        assertThat(number).matches("[0-9]{9,18}");
        String row = jdbc.sql("select a::text from people.bank_account a where id = :id")
                .param("id", account)
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(number);
        String hex = java.util.HexFormat.of().formatHex(number.getBytes(StandardCharsets.US_ASCII));
        assertThat(row).doesNotContain(hex);
        assertThatThrownBy(() -> jdbc.sql("update people.bank_account set ifsc = 'SBIN0000300' where id = :id")
                        .param("id", account)
                        .update())
                .hasMessageContaining("may only be closed");
    }

    @Test
    void aMalformedRecordIsSetAsideAndTheRestGoesOn() {
        LocalDate born = member("10000220").birthDate();
        HrmsSimulator.happens("10000220", Map.of("kind", "CORRUPT"));
        HrmsSimulator.happens("10000221", Map.of("kind", "CHANGE_MOBILE", "phoneNumber", "9812345670"));
        HrmsRun delta = hrms.delta();
        assertThat(delta.state()).isEqualTo(State.COMPLETED);
        assertThat(delta.rejected()).isEqualTo(1);
        assertThat(hrms.rejects(delta.id(), 0, 10)).singleElement().satisfies(reject -> {
            assertThat(reject.employeeNumber()).isEqualTo("10000220");
            assertThat(reject.part()).isEqualTo(Part.RECORD);
            assertThat(reject.reason()).isEqualTo("MISSING");
            assertThat(reject.detail()).isEqualTo("dateOfBirth");
        });
        assertThat(member("10000220").birthDate()).isEqualTo(born);
        assertThat(member("10000221").mobile()).isEqualTo("9812345670");
        HrmsSimulator.happens("10000220", Map.of("kind", "REPAIR", "dateOfBirth", born.toString()));
        assertThat(hrms.delta().rejected()).isZero();
    }

    @Test
    void anUnusableBankAccountIsSetAsideAndTheMemberTakenOver() {
        UUID member = member("10000230").id();
        BankAccountView before = people.bankAccounts(member).getFirst();
        HrmsSimulator.happens(
                "10000230", Map.of("kind", "CHANGE_BANK", "bankIfsc", "HDFC0ZZZZZZ", "accountNumber", "123456789012"));
        HrmsSimulator.happens("10000230", Map.of("kind", "CHANGE_MOBILE", "phoneNumber", "9812345671"));
        HrmsRun delta = hrms.delta();
        assertThat(hrms.rejects(delta.id(), 0, 10))
                .filteredOn(reject -> "10000230".equals(reject.employeeNumber()))
                .singleElement()
                .satisfies(reject -> {
                    assertThat(reject.part()).isEqualTo(Part.BANK_ACCOUNT);
                    assertThat(reject.reason()).isEqualTo("UNKNOWN_IFSC");
                });
        assertThat(member("10000230").mobile()).isEqualTo("9812345671");
        assertThat(people.bankAccounts(member).getFirst()).isEqualTo(before);
        HrmsSimulator.happens(
                "10000230", Map.of("kind", "CHANGE_BANK", "bankIfsc", "HDFC0000060", "accountNumber", "123456789012"));
        hrms.delta();
    }

    @Test
    void serverErrorsDroppedConnectionsAndHalfAnswersAreTriedAgain() {
        HrmsSimulator.fails("http500", 2, "PerPerson");
        HrmsSimulator.fails("drop-connection", 1, "PerPerson");
        HrmsSimulator.fails("malformed", 1, "PerPerson");
        HrmsRun run = hrms.full();
        assertThat(run.state()).isEqualTo(State.COMPLETED);
        assertThat(run.membersRead()).isGreaterThanOrEqualTo(PEOPLE);
    }

    @Test
    void aRunThatFailsHalfwaySaysWhyAndTheNextGoesOn() {
        HrmsSimulator.fails("http500", -1, "PerPerson");
        HrmsRun failed = hrms.delta();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).contains("answered 500");
        HrmsSimulator.worksAgain();
        assertThat(hrms.delta().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void aRunThatWasCutOffIsContinuedWhereItStopped() {
        HrmsRun whole = hrms.full();
        // As a node leaves it that dies: still running, some pages stored.
        UUID dead = Ids.next();
        jdbc.sql("""
                insert into people.hrms_run (id, kind, state, requested_by, requested_at, started_at, watermark, cursor)
                select :id, 'FULL', 'RUNNING', 'SYSTEM', requested_at, started_at, watermark - interval '1 hour',
                       :cursor from people.hrms_run where id = :whole
                """)
                .param("id", dead)
                .param("whole", whole.id())
                .param(
                        "cursor",
                        "$format=json&$expand=personalInfoNav,employmentNav/jobInfoNav&$top=300&$skiptoken="
                                + java.util.Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString("v1:99999999".getBytes(StandardCharsets.US_ASCII)))
                .update();
        HrmsRun next = hrms.full();
        assertThat(hrms.find(dead).state()).isEqualTo(State.INTERRUPTED);
        assertThat(next.state()).isEqualTo(State.COMPLETED);
        assertThat(next.membersRead()).isZero();
        assertThat(next.watermark()).isEqualTo(hrms.find(dead).watermark());
    }

    @Test
    @DisplayName("Of two runs at the same time one is refused (OPS-4)")
    void onlyOneRunsAtATime() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        HrmsSimulator.fails("slow", -1, "FOCompany");
        Callable<String> run = () -> {
            together.countDown();
            together.await();
            try {
                return hrms.delta().state().name();
            } catch (Refused refused) {
                return refused.code();
            }
        };
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<String>> results = two.invokeAll(List.of(run, run));
            assertThat(List.of(results.get(0).get(), results.get(1).get()))
                    .containsExactlyInAnyOrder("COMPLETED", "people.syncRunning");
        }
    }

    @Test
    void aRequestedRunIsDoneByAJob() throws Exception {
        HrmsRun requested = hrms.request(Kind.DELTA, "10000019");
        for (int i = 0; i < 100 && !hrms.find(requested.id()).ended(); i++) {
            // The clock of the tests stands still, so that the scheduler has to be woken.
            scheduler.triggerCheckForDueExecutions();
            Thread.sleep(100);
        }
        assertThat(hrms.find(requested.id()).state()).isEqualTo(State.COMPLETED);
        assertThat(hrms.find(requested.id()).requestedBy()).isEqualTo("10000019");
    }

    private Member member(String number) {
        return people.byEmployeeNumber(number).orElseThrow();
    }

    private List<String> changes(UUID member, String field) {
        return jdbc.sql("""
                select coalesce(old_value, 'null') || ' > ' || coalesce(new_value, 'null') from people.member_change
                 where member_id = :member and field = :field order by id
                """)
                .param("member", member)
                .param("field", field)
                .query(String.class)
                .list();
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private String fingerprintOfEverything() {
        return jdbc.sql("""
                select (select md5(string_agg(m::text || m.xmin::text, ',' order by id)) from people.member m)
                    || (select md5(string_agg(d::text || d.xmin::text, ',' order by id)) from people.dependent d)
                    || (select md5(string_agg(b::text || b.xmin::text, ',' order by id)) from people.bank_account b)
                    || (select count(*) from people.member_change)
                """).query(String.class).single();
    }
}
