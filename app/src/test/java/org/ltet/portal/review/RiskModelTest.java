package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Expectation;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.risk.RiskModel;
import org.ltet.portal.review.risk.RiskModels;
import org.ltet.portal.review.risk.TrainModel;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

@DisplayName(
        "The model that learns from decisions: from people’s only, with its calibration, behind a switch (INT-1, INT-3)")
class RiskModelTest extends ReviewTestBase {

    private static final String PAGE = "/risk/model";

    @Autowired
    TrainModel training;

    @Autowired
    RiskModels models;

    @Autowired
    AssessRisk risk;

    User admin;
    User scrutiny;

    @BeforeEach
    void people() {
        admin = reviewer(Scope.EVERYWHERE, Role.TRUST_ADMIN);
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        // what other tests of this database decided is no part of this one
        jdbc.sql("delete from review.risk_outcome").update();
        models.show(false, admin);
    }

    /** Judged and decided by a person, by rows: what differs from its bill is mostly granted with less. */
    private void decided(int many) {
        int rules = jdbc.sql("select max(version) from review.risk_rules")
                .query(Integer.class)
                .single();
        for (int i = 0; i < many; i++) {
            UUID id = Ids.next();
            jdbc.sql("""
                    insert into review.task (application_id, number, scheme_code, scheme_version_id, ic, region, member_id,
                        employee_number, member_name, beneficiary_name, claimed, payable, state, level, submitted_at,
                        level_entered_at, due_at)
                    values (:id, :number, :scheme, :id, :ic, 'WEST', :id, '1', 'Member', 'Member', 5000, 3000, 'APPROVED',
                        'SCRUTINY', now(), now(), now())
                    """)
                    .param("id", id)
                    .param("number", "LTET/2026-27/S13/" + id.toString().replace("-", ""))
                    .param("scheme", i % 3 == 0 ? "S08" : "S13")
                    .param("ic", company)
                    .update();
            int differences = i % 4;
            boolean less = i % 10 < (differences == 0 ? 1 : 2 * differences + 2);
            jdbc.sql("""
                    with judged as (
                        insert into review.risk_assessment (id, application_id, seq, rules_version, score, band, claimed,
                            payable, facts, assessed_at)
                        values (:id, :id, 1, :rules, 0, 'LOW', 5000, 3000, :facts::jsonb, now()) returning id)
                    insert into review.risk_outcome (application_id, assessment_id, outcome, by_machine, decided_at)
                    select :id, id, :outcome, false, now() from judged
                    """)
                    .param("id", id)
                    .param("rules", rules)
                    .param(
                            "facts",
                            "{\"DIFFERENCES\":%d,\"LINES\":%d,\"FORGOTTEN\":7}".formatted(differences, i % 7 + 1))
                    .param("outcome", less ? (i % 2 == 0 ? "LESS" : "REJECTED") : "GRANTED")
                    .update();
        }
    }

    @Test
    @DisplayName("INT-3: switched on by one node and off by another a moment later, it is off")
    void itIsSwitchedOffAlsoWhenThisNodeHasNotHeardYetThatItIsOn() {
        assertThat(models.shown()).isFalse();
        // as another node does it, of which this one hears seconds later
        jdbc.sql("insert into review.risk_model_switch (shown, changed_by, changed_at) values (true, ?, now())")
                .param(admin.employeeNumber())
                .update();
        models.show(false, admin);
        assertThat(jdbc.sql("select shown from review.risk_model_switch order by number desc limit 1")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(models.shown()).isFalse();
    }

    @Test
    void learnsOnlyFromEnoughDecisionsOfBothKinds() {
        decided(TrainModel.FEWEST - 1);
        assertRefused("risk.tooFew", () -> training.run(admin));
        assertRefused("risk.notAdministrator", () -> training.run(scrutiny));
    }

    @Test
    void whatWasLearnedIsKeptShownBesideTheRulesAndSwitchedOffAgain() {
        decided(400);
        RiskModel model = training.run(admin);
        assertThat(model.examples()).isEqualTo(400);
        assertThat(model.model().weights()).containsOnlyKeys("DIFFERENCES", "LINES");
        assertThat(model.figures().auc()).isGreaterThan(600);
        assertThat(model.bySchemes()).containsOnlyKeys("S08", "S13");
        assertThat(models.latest()).contains(model);

        UUID id = submitted(5_110).id();
        risk.ensure(id);
        Assessment assessment = risk.latest(id).orElseThrow();
        assertThat(models.expectation(assessment)).as("off").isEmpty();
        takeTask.take(id, scrutiny);
        WebSession session = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        assertThat(get(session, "/review/" + id)).doesNotContain("From past decisions");

        models.show(true, admin);
        Expectation expectation = models.expectation(assessment).orElseThrow();
        assertThat(expectation.percent()).isBetween(0, 50);
        assertThat(expectation.modelVersion()).isEqualTo(model.version());
        assertThat(get(session, "/review/" + id))
                .contains("From past decisions, model " + model.version() + " expects with " + expectation.percent()
                        + " %");
        assertThat(risk.latest(id).orElseThrow().present())
                .as("the score stays that of the rules")
                .isEqualTo(assessment.present());
    }

    @Test
    void theMoreWasFoundTheMoreItExpects() {
        decided(400);
        RiskModel model = training.run(admin);
        List<Double> expected = new ArrayList<>();
        for (int differences = 0; differences < 4; differences++) {
            expected.add(model.model().estimate(Map.of(Fact.DIFFERENCES.name(), differences, Fact.LINES.name(), 3)));
        }
        assertThat(expected).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    @DisplayName("INT-1: it learns from what a person made of it, not from the portal's own approvals")
    void outcomesComeFromDecisions() {
        UUID full = submitted(5_110).id();
        UUID less = submitted(5_120).id();
        UUID rejected = submitted(5_130).id();
        for (UUID id : List.of(full, less, rejected)) {
            takeTask.take(id, scrutiny);
        }
        ApplicationView view = applications.get(full, scrutiny);
        decide.approve(full, Sanction.inFull(view.version(), view.payable()), scrutiny);
        view = applications.get(less, scrutiny);
        decide.approve(
                less, new Sanction(view.version(), view.payable(), Money.of(1_000), "PARTIAL_GRANT", null), scrutiny);
        risk.ensure(rejected);
        decide.reject(rejected, "OTHER", "No", version(rejected, scrutiny), scrutiny);
        assertThat(outcome(full)).isEqualTo("GRANTED");
        assertThat(outcome(less)).isEqualTo("LESS");
        assertThat(outcome(rejected)).isEqualTo("REJECTED");
    }

    private String outcome(UUID id) {
        return jdbc.sql("select outcome from review.risk_outcome where application_id = ? and not by_machine")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void administratorsSeeTheCalibrationAndSwitchIt() {
        decided(400);
        WebSession session = WebSession.signedIn(port, admin.employeeNumber(), PASSWORD);
        get(session, PAGE);
        assertThat(session.post(PAGE + "/training", Map.of()).statusCode()).isEqualTo(302);
        assertThat(get(session, PAGE))
                .contains(
                        "Learned anew",
                        "Calibration",
                        "Came about",
                        "Learned from 400 applications",
                        "Show it to reviewers")
                .contains("Places where the form says other than a bill or paper");
        assertThat(session.post(PAGE + "/switch", Map.of("shown", "true")).statusCode())
                .isEqualTo(302);
        assertThat(get(session, PAGE)).contains("Hide it");
        WebSession head =
                WebSession.signedIn(port, reviewer(Scope.EVERYWHERE, Role.HEAD).employeeNumber(), PASSWORD);
        assertThat(get(head, PAGE)).contains("Calibration").doesNotContain("Learn now");
        assertThat(head.post(PAGE + "/switch", Map.of("shown", "false")).statusCode())
                .isEqualTo(403);
        jdbc.sql("delete from review.risk_outcome").update();
        session.post(PAGE + "/training", Map.of());
        assertThat(get(session, PAGE)).contains("There are 0 applications decided by people");
        for (String attempt :
                List.of("update review.risk_model set examples = 1", "delete from review.risk_model_switch")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).isInstanceOf(DataAccessException.class);
        }
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
