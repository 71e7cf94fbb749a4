package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the member changes in a draft, or in an application that was sent back. {@code seen} is the version of the page
 * that the change was typed on: a change of the same part made meanwhile elsewhere is never overwritten silently, it
 * is refused as stale. Each change reckons the benefit anew. Refusals: not found, stale, conflict
 * "applications.notNow" when it is handed in already; {@link InvalidInput}.
 */
@Component
@Transactional
public class Drafting {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final Reckoning reckoning;
    private final SubmissionCheck check;
    private final People people;
    private final Schemes schemes;
    private final ApplicationViews views;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Drafting(
            ApplicationRows rows,
            LineRows lines,
            Reckoning reckoning,
            SubmissionCheck check,
            People people,
            Schemes schemes,
            ApplicationViews views,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.reckoning = reckoning;
        this.check = check;
        this.people = people;
        this.schemes = schemes;
        this.views = views;
        this.events = events;
        this.clock = clock;
    }

    /** Another of the member's people, while it is a draft. */
    public ApplicationView chooseBeneficiary(UUID id, long seen, UUID beneficiaryId, User user) {
        return change(id, seen, Application.BENEFICIARY, user, app -> {
            requireDraft(app);
            BeneficiaryFacts chosen = Reckoning.beneficiary(people.applicants(app.memberId), beneficiaryId);
            audit(app, "beneficiary", app.beneficiaryName, chosen.name());
            app.beneficiaryId = chosen.beneficiaryId();
            app.beneficiaryName = chosen.name();
            app.relation = chosen.relation();
        });
    }

    /**
     * Saves the answers that were sent; others stay. What cannot be read or is out of range is refused, what is merely
     * missing is not.
     *
     * @param typed field code to text as typed; blank takes the answer away
     */
    public ApplicationView saveAnswers(UUID id, long seen, Map<String, String> typed, User user) {
        Application app = editable(id, user);
        SchemeDefinition definition = definition(app);
        TypedAnswers read = TypedAnswers.read(definition, typed);
        List<FormProblem> problems = new ArrayList<>(read.problems());
        read.canonical().keySet().forEach(field -> app.requireUnchangedSince(seen, Application.answer(field)));
        read.canonical().forEach((field, value) -> {
            String before = value.isEmpty() ? app.answers.remove(field) : app.answers.put(field, value);
            if (!Objects.equals(before == null ? "" : before, value)) {
                app.changed(Application.answer(field));
                events.publishEvent(Audited.of("application.edited", "application", app.id)
                        .inApplication(app.id, app.schemeCode)
                        .changedInConfidence(field, before, value.isEmpty() ? null : value));
            }
        });
        for (AnswerProblem problem :
                AnswerCheck.problems(definition, reckoning.applicantFacts(app), IndiaTime.today(clock))) {
            if (read.canonical().containsKey(problem.field()) && app.answers.containsKey(problem.field())) {
                problems.add(new FormProblem.Answer(Step.DETAILS, problem.field(), problem));
            }
        }
        InvalidInput.throwIfAny(problems);
        return keep(app, user);
    }

    /**
     * All of it or nothing, and only on the version that was read.
     *
     * @throws Refused stale
     */
    public ApplicationView change(UUID id, long version, DraftChanges changes, User user) {
        editable(id, user).requireVersion(version);
        TypedText typed = new TypedText(
                Step.BILLS,
                changes.otherReimbursement() == null
                        ? Map.of()
                        : Map.of("otherReimbursement", changes.otherReimbursement()));
        Money reimbursement = changes.otherReimbursement() == null ? null : typed.money("otherReimbursement");
        InvalidInput.throwIfAny(typed.problems());
        if (changes.beneficiaryId() != null) {
            chooseBeneficiary(id, version, changes.beneficiaryId(), user);
        }
        if (reimbursement != null) {
            setOtherReimbursement(id, version, reimbursement, user);
        }
        if (changes.bankAccountId() != null) {
            chooseBankAccount(id, version, changes.bankAccountId(), user);
        }
        return saveAnswers(id, version, changes.answers(), user);
    }

    /** Sent twice from the same page, it is one bill. */
    public ApplicationView addLine(UUID id, long seen, LineInput line, User user) {
        Application app = editable(id, user);
        if (seen > app.version) {
            throw Refused.stale();
        }
        List<LineView> before = lines.of(id);
        if (seen < app.version && before.stream().anyMatch(other -> line.sameAs(LineInput.of(other)))) {
            return views.of(app, user);
        }
        requireGood(app, line, before);
        if (before.size() >= MOST_LINES) {
            throw Refused.invalid("applications.lines", MOST_LINES);
        }
        UUID lineId = lines.insert(id, line);
        app.changed(Application.line(lineId));
        audit(app, "line", null, line);
        return keep(app, user);
    }

    public ApplicationView editLine(UUID id, long seen, UUID lineId, LineInput line, User user) {
        return change(id, seen, Application.line(lineId), user, app -> {
            LineView before = line(id, lineId);
            requireGood(app, line, without(lines.of(id), lineId));
            if (before.deducted().exceeds(line.claimed())) {
                throw Refused.invalidField("claimed", "applications.belowDeduction", before.deducted());
            }
            lines.update(lineId, line);
            audit(app, "line", LineInput.of(before), line);
        });
    }

    public ApplicationView removeLine(UUID id, long seen, UUID lineId, User user) {
        return change(id, seen, Application.line(lineId), user, app -> {
            LineView before = line(id, lineId);
            lines.remove(lineId, clock.instant());
            audit(app, "line", LineInput.of(before), null);
        });
    }

    /** What insurance or another source paid. */
    public ApplicationView setOtherReimbursement(UUID id, long seen, Money amount, User user) {
        return change(id, seen, Application.REIMBURSEMENT, user, app -> {
            if (amount.isNegative() || (amount.isPositive() && !definition(app).otherReimbursement())) {
                throw Refused.invalidField("otherReimbursement", "applications.otherReimbursement");
            }
            audit(app, "otherReimbursement", app.otherReimbursement, amount);
            app.otherReimbursement = amount;
        });
    }

    public ApplicationView chooseBankAccount(UUID id, long seen, UUID bankAccountId, User user) {
        return change(id, seen, Application.BANK, user, app -> {
            boolean own = people.bankAccounts(app.memberId).stream()
                    .anyMatch(account -> account.id().equals(bankAccountId) && account.active());
            if (!own) {
                throw Refused.invalidField("bankAccount", "applications.bankAccount");
            }
            audit(app, "bankAccount", app.bankAccountId, bankAccountId);
            app.bankAccountId = bankAccountId;
        });
    }

    /** Takes a draft whose rules were replaced over to the rules in force; every answer and line is kept. */
    public ApplicationView moveToCurrentVersion(UUID id, User user) {
        return toCurrentVersion(editable(id, user), user);
    }

    /** Does so only on the version that was read. */
    public ApplicationView moveToCurrentVersion(UUID id, long seen, User user) {
        Application app = editable(id, user);
        app.requireVersion(seen);
        return toCurrentVersion(app, user);
    }

    private ApplicationView toCurrentVersion(Application app, User user) {
        requireDraft(app);
        SchemeVersion current = schemes.current(app.schemeCode);
        audit(app, "schemeVersion", app.versionId, current.id());
        app.versionId = current.id();
        return keep(app, user);
    }

    /** Everything missing or wrong before it can be submitted, in the order of the form. */
    @Transactional(readOnly = true)
    public List<FormProblem> check(UUID id, User user) {
        Application app = rows.find(id).orElseThrow(() -> Refused.notFound("application"));
        ApplicationGuard.member(app, user);
        return app.state().editable() ? check.problems(app, lines.of(id)) : List.of();
    }

    /**
     * What would be payable with this bill, before it is saved.
     *
     * @param lineId the bill that it replaces; none for a new one
     */
    @Transactional(readOnly = true)
    public Benefit preview(UUID id, @Nullable UUID lineId, LineInput line, User user) {
        Application app = rows.find(id).orElseThrow(() -> Refused.notFound("application"));
        ApplicationGuard.member(app, user);
        List<LineView> all = lines.of(id);
        List<LineView> others = new ArrayList<>(without(all, lineId));
        requireGood(app, line, others);
        Money deducted = all.stream()
                .filter(other -> other.id().equals(lineId))
                .map(LineView::deducted)
                .findFirst()
                .orElse(Money.ZERO);
        others.add(line.asLine(lineId, deducted));
        return reckoning.reckon(app, others, null);
    }

    /** Whether the rules under which a draft was begun are still in force. */
    @Transactional(readOnly = true)
    public boolean isOpen(ApplicationView view) {
        return view.state() != ApplicationState.DRAFT
                || schemes.find(view.schemeCode())
                        .filter(version -> version.id().equals(view.schemeVersionId()))
                        .isPresent();
    }

    private static final int MOST_LINES = 100;

    private ApplicationView change(UUID id, long seen, String section, User user, Consumer<Application> change) {
        Application app = editable(id, user);
        app.requireUnchangedSince(seen, section);
        change.accept(app);
        app.changed(section);
        return keep(app, user);
    }

    private Application editable(UUID id, User user) {
        Application app = rows.lock(id);
        ApplicationGuard.member(app, user);
        if (!app.state().editable()) {
            throw Refused.conflict("applications.notNow", app.state().name());
        }
        return app;
    }

    private static void requireDraft(Application app) {
        if (app.state() != ApplicationState.DRAFT) {
            throw Refused.conflict("applications.notNow", app.state().name());
        }
    }

    private void requireGood(Application app, LineInput line, List<LineView> others) {
        InvalidInput.throwIfAny(
                line.problems(definition(app), others, reckoning.applicantFacts(app), IndiaTime.today(clock), null));
    }

    private static List<LineView> without(List<LineView> all, @Nullable UUID lineId) {
        return all.stream().filter(other -> !other.id().equals(lineId)).toList();
    }

    private LineView line(UUID id, UUID lineId) {
        return lines.of(id).stream()
                .filter(line -> line.id().equals(lineId))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("line"));
    }

    private SchemeDefinition definition(Application app) {
        return schemes.version(app.versionId).definition();
    }

    private ApplicationView keep(Application app, User user) {
        Instant now = clock.instant();
        reckoning.reckonInto(app, lines.of(app.id));
        if (app.state() == ApplicationState.DRAFT) {
            app.draftExpiresOn = StartDraft.expiry(now);
        }
        rows.save(app, now);
        return views.of(app, user);
    }

    private void audit(Application app, String field, @Nullable Object from, @Nullable Object to) {
        events.publishEvent(Audited.of("application.edited", "application", app.id)
                .inApplication(app.id, app.schemeCode)
                .changed(field, from, to));
    }
}
