package org.ltet.portal.review.automatic;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AutomaticGround;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.RaiseLevels;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Assessment;
import org.ltet.portal.review.risk.Judged;
import org.ltet.portal.review.risk.RuleBook;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Approves what was just handed in and judged, when it lies within the setting of its scheme version; of those, the drawn
 * ones stay with the reviewers like any other. It grants in full or leaves the application alone: it never rejects, deducts
 * or asks. Accounts go on as always, with two people.
 */
@Component
public class ApproveAutomatically {

    public static final String JOB = "automatic-approval";

    private static final Logger LOG = LoggerFactory.getLogger(ApproveAutomatically.class);
    private static final User SYSTEM = User.system(JOB);

    private final SettingRows settings;
    private final Draw draw;
    private final AssessRisk risk;
    private final Applications applications;
    private final Decisions decisions;
    private final RaiseLevels raised;
    private final RuleBook rules;
    private final Schemes schemes;
    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ApproveAutomatically(
            SettingRows settings,
            Draw draw,
            AssessRisk risk,
            Applications applications,
            Decisions decisions,
            RaiseLevels raised,
            RuleBook rules,
            Schemes schemes,
            JdbcClient jdbc,
            CurrentUser currentUser,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.settings = settings;
        this.draw = draw;
        this.risk = risk;
        this.applications = applications;
        this.decisions = decisions;
        this.raised = raised;
        this.rules = rules;
        this.schemes = schemes;
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void judged(Judged event) {
        consider(event.applicationId());
    }

    /** It is judged, and all that is to be known of it is known. */
    public void consider(UUID applicationId) {
        Optional<UUID> version = freeUnderVersion(applicationId);
        if (version.isEmpty() || settings.running(version.get()).isEmpty()) {
            return;
        }
        try {
            currentUser.runAs(
                    SYSTEM, () -> transactions.executeWithoutResult(_ -> decide(applicationId, version.get())));
        } catch (Refused refused) {
            // somebody was quicker, or it is not to be granted like this: a person has it
            LOG.info("Application {} is left to a person: {}", applicationId, refused.code());
        } catch (DataIntegrityViolationException refused) {
            // the database refuses what was agreed no more when it came to the row: the setting ended, or days were set
            LOG.info(
                    "Application {} is left to a person: {}",
                    applicationId,
                    refused.getMostSpecificCause().getMessage());
        } catch (RuntimeException e) {
            LOG.error("Application {} could not be approved automatically and is left to a person", applicationId, e);
        }
    }

    /** Handed in, in nobody's hands, and not considered before. */
    private Optional<UUID> freeUnderVersion(UUID applicationId) {
        return jdbc.sql("""
                select t.scheme_version_id from review.task t
                where t.application_id = :id and t.state = 'SUBMITTED' and t.queue = 'WAITING'
                  and not exists (select 1 from review.automatic_decision d where d.application_id = :id)
                """).param("id", applicationId).query(UUID.class).optional();
    }

    /** Two people agreed on a limit of points as the rules gave them then; rules of later count only once agreed anew. */
    private boolean rulesAsAgreed(AutomaticSetting setting, Assessment assessment) {
        AutomaticSetting.Person agreed = setting.agreed();
        return assessment.rulesVersion() == RuleBook.FIRST
                || (agreed != null
                        && !rules.version(assessment.rulesVersion()).madeAt().isAfter(agreed.at()));
    }

    private void decide(UUID applicationId, UUID versionId) {
        AutomaticSetting setting = settings.running(versionId).orElse(null);
        Assessment assessment = risk.latest(applicationId).orElse(null);
        if (setting == null || assessment == null || blackout(IndiaTime.today(clock))) {
            return;
        }
        ApplicationView application = applications.get(applicationId, SYSTEM);
        boolean qualifies = Qualifies.test(
                        setting,
                        schemes.version(versionId).definition(),
                        application,
                        applications.grounds(applicationId, SYSTEM),
                        assessment,
                        raised.of(applicationId))
                && rulesAsAgreed(setting, assessment);
        if (!qualifies) {
            return;
        }
        int drawn = draw.of(setting.id(), applicationId);
        boolean sampled = drawn < setting.sampledBelow();
        if (!sampled) {
            decisions.sanctionAutomatically(
                    applicationId,
                    Sanction.inFull(application.version(), application.payable()),
                    new AutomaticGround(
                            setting.id(),
                            setting.number(),
                            setting.upTo(),
                            setting.maxScore(),
                            assessment.id(),
                            assessment.present(),
                            assessment.rulesVersion()),
                    SYSTEM);
        }
        insert(application, setting, assessment, drawn, sampled, clock.instant());
        events.publishEvent(Audited.of("automatic.considered", "application", applicationId)
                .inApplication(applicationId, application.schemeCode())
                .changed("outcome", null, sampled ? "SAMPLED" : "APPROVED")
                .changed("setting", null, setting.number())
                .changed("draw", null, drawn));
    }

    private boolean blackout(LocalDate today) {
        return settings.blackouts(today).stream()
                .anyMatch(one -> !today.isBefore(one.firstDay()) && !today.isAfter(one.lastDay()));
    }

    private void insert(
            ApplicationView application,
            AutomaticSetting setting,
            Assessment assessment,
            int drawn,
            boolean sampled,
            Instant now) {
        jdbc.sql("""
                insert into review.automatic_decision (application_id, setting_id, assessment_id, outcome, payable, score,
                    draw, sampled_below, at)
                values (:id, :setting, :assessment, :outcome, :payable, :score, :draw, :below, :now)
                """)
                .param("id", application.id())
                .param("setting", setting.id())
                .param("assessment", assessment.id())
                .param("outcome", sampled ? "SAMPLED" : "APPROVED")
                .param("payable", application.payable().amount())
                .param("score", assessment.present())
                .param("draw", drawn)
                .param("below", setting.sampledBelow())
                .param("now", SettingRows.timestamp(now))
                .update();
    }
}
