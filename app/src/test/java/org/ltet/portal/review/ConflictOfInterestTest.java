package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.applications.Stages.Stage;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Nobody decides on what concerns them, and nobody acts at two stages (REV-5)")
class ConflictOfInterestTest extends ReviewTestBase {

    @Autowired
    Stages stages;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void whoSharesTheBankAccountOfThePayeeCanNeitherTakeNorDecideNorReadTheFile() {
        Household applicant = family();
        User colleague = staffOf(family(), Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        shareAccount(applicant, colleague);
        UUID id = households.submitted(applicant, Money.of(10_000)).id();

        assertThat(barred(id)).containsExactly(colleague.employeeNumber());
        assertThat(listed(colleague, SCRUTINY, QueueTab.TO_DO)).doesNotContain(id);
        assertRefused("review.ownOrRelative", () -> takeTask.take(id, colleague));
        assertRefused("review.ownOrRelative", () -> files.open(id, colleague));
        assertThat(takeTask.next(colleague, SCRUTINY, QueueFilter.NONE)).isEmpty();
        assertThatThrownBy(() -> actBehindThePortal(id, colleague)).hasMessageContaining("not_a_relatives_application");
    }

    @Test
    void theBarStaysWhenWhatShowedItIsGone() {
        Household applicant = family();
        Household other = family();
        User colleague = staffOf(other, Role.SCRUTINY_OFFICER);
        jdbc.sql("""
                insert into people.dependent (member_id, hrms_key, relation, name, birth_date, disabled)
                select :relative, 'shared', 'CHILD', name, birth_date, false from people.dependent where id = :child
                """)
                .param("relative", other.memberId())
                .param("child", applicant.childId())
                .update();
        UUID id = households.submitted(applicant, Money.of(10_000)).id();
        jdbc.sql("delete from people.dependent where member_id = ? and hrms_key = 'shared'")
                .param(other.memberId())
                .update();

        assertRefused("applications.ownOrRelative", () -> takeTask.take(id, colleague));
        assertThat(queue.find(id).orElseThrow().assignedTo()).as("given back").isNull();
    }

    @Test
    void whoIsARelativeOfOneApplicantApprovesTheOthersOfABulkOnly() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        User panel = staffOf(family(), Role.SUB_PANEL_MEMBER);
        Household applicant = family();
        UUID theirs = forwarded(households.submitted(applicant, Money.of(40_000)), scrutiny);
        UUID strangers = atSubPanel(40_000, scrutiny).id();
        UUID bulk = approveMany.prepare(List.of(theirs, strangers), SUB_PANEL, panel);
        assertThat(approveMany.get(bulk, panel).lines()).hasSize(2);
        shareAccount(applicant, panel);

        BulkApproval done = approveMany.run(bulk, panel);

        assertThat(done.approved()).extracting(BulkApproval.Line::applicationId).containsExactly(strangers);
        assertThat(done.refused()).extracting(BulkApproval.Line::refusal).containsExactly("review.ownOrRelative");
        assertThat(approvalOf(theirs)).isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    void whoForwardedApprovesNeitherAloneNorInBulkNorAfterTheDatabaseWasAskedDirectly() {
        User both = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        ApplicationView view = atSubPanel(40_000, both);
        UUID id = view.id();

        assertRefused(
                "review.actedElsewhere",
                () -> decide.approve(id, Sanction.inFull(view.version(), view.payable()), both));
        assertRefused("review.bulkNoneDecidable", () -> approveMany.prepare(List.of(id), SUB_PANEL, both));
        assertThatThrownBy(() -> jdbc.sql(
                                "update review.task set assigned_to = ?, taken_at = now() where application_id = ?")
                        .params(both.employeeNumber(), id)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not_held_by_who_acted_at_another_level");
    }

    @Test
    void onePersonAtTwoStagesInTheSameInstantIsAtOneOfThem() throws Exception {
        for (int round = 0; round < 10; round++) {
            User both = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
            UUID id = submitted(10_000).id();
            CyclicBarrier start = new CyclicBarrier(3);
            List<Callable<String>> attempts = new ArrayList<>();
            for (Stage stage : List.of(Stage.SCRUTINY, Stage.ACCOUNTS_MAKER, Stage.ACCOUNTS_CHECKER)) {
                attempts.add(() -> {
                    start.await();
                    try {
                        transactions.executeWithoutResult(_ -> stages.claim(List.of(id), stage, both));
                        return stage.name();
                    } catch (Refused refused) {
                        return refused.code();
                    }
                });
            }
            List<String> answers = atOnce(attempts);
            String won =
                    Objects.requireNonNull(stages.of(List.of(id), both).get(id)).name();
            assertThat(answers)
                    .containsExactlyInAnyOrder(won, "applications.actedAtOtherLevel", "applications.actedAtOtherLevel");
        }
    }

    private User staffOf(Household household, Role... roles) {
        String number = household.user().employeeNumber();
        Scope scope = new Scope(Set.of(company), Set.of(), Set.of());
        Map<Role, Scope> held = new EnumMap<>(Role.class);
        held.put(Role.MEMBER, Scope.EVERYWHERE);
        for (Role role : roles) {
            held.put(role, scope);
        }
        return new User(Ids.next(), number, "Colleague " + number, held);
    }

    private void shareAccount(Household applicant, User colleague) {
        jdbc.sql("""
                insert into people.bank_account (id, member_id, source, ifsc, number_cipher, number_index, last_four,
                    holder, active, hrms_current, added_by, added_at, closed_at)
                select gen_random_uuid(), :member, 'MEMBER', ifsc, number_cipher,
                    (select number_index from people.bank_account b
                       join people.member m on m.id = b.member_id where m.employee_number = :colleague
                       order by b.added_at limit 1),
                    last_four, holder, false, false, 'test', now(), now()
                from people.bank_account where id = :account
                """)
                .param("member", applicant.memberId())
                .param("colleague", colleague.employeeNumber())
                .param("account", applicant.bankAccountId())
                .update();
    }

    private UUID forwarded(ApplicationView application, User scrutiny) {
        takeTask.take(application.id(), scrutiny);
        decide.forward(application.id(), SUB_PANEL, null, version(application.id(), scrutiny), scrutiny);
        return application.id();
    }

    private List<String> barred(UUID id) {
        return jdbc.sql("select employee_number from applications.barred where application_id = ?")
                .param(id)
                .query(String.class)
                .list();
    }

    private ApplicationState approvalOf(UUID id) {
        return queue.find(id).orElseThrow().state();
    }

    private void actBehindThePortal(UUID id, User colleague) {
        jdbc.sql("""
                insert into applications.level_actor (application_id, actor, applicant, level, since)
                select id, :actor, employee_number, 'SCRUTINY', now() from applications.application where id = :id
                """).param("actor", colleague.employeeNumber()).param("id", id).update();
    }

    private static void assertRefused(String code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(actions)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
