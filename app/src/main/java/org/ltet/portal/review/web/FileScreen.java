package org.ltet.portal.review.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFile.Hands;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.ViewedDocument;
import org.springframework.stereotype.Component;

/** What the page of one application under review shows (REV-2). */
@Component
public class FileScreen {

    /** A label with what stands beside it. */
    public record Fact(String label, String value) {}

    public record Section(String title, List<Fact> facts) {}

    /** A condition with its outcome, or a warning. */
    public record Flag(
            String tone, String icon, String text, @Nullable String href) {}

    /** @param source address of the bill that it was made of, where that was read */
    public record Line(
            String id,
            String head,
            String bill,
            String date,
            String vendor,
            String quantity,
            String claimed,
            String deducted,
            String admitted,
            String remark,
            boolean flagged,
            @Nullable String source,
            List<Change> changes) {}

    /** One change of a deduction: who, when, from, to. */
    public record Change(String text, String comment) {}

    public record Step(String text, String change, String after) {}

    public record Limit(String text, String used, String left, boolean available) {}

    public record Past(
            String number,
            String href,
            String scheme,
            String beneficiary,
            boolean sameBeneficiary,
            String submitted,
            String amount,
            Wording.Pill state) {}

    public record Event(String text, String who, String at, String comment, String tone) {}

    /** @param unopened why nobody can open it, null when it can be */
    public record Document(
            String id,
            String name,
            String type,
            boolean shown,
            boolean flagged,
            String href,
            @Nullable String unopened) {}

    /** A colleague on leave. */
    public record TakeFor(String number, String name) {}

    /** The actions and what can be chosen in them. */
    public record Actions(
            boolean forward,
            String forwardTo,
            Map<String, String> additionalLevels,
            boolean approve,
            boolean payable,
            Map<String, String> earlierLevels,
            Map<String, String> sendBackReasons,
            Map<String, String> returnReasons,
            Map<String, String> rejectReasons,
            Map<String, String> capReasons,
            Map<String, String> deductReasons) {}

    /**
     * @param standing one sentence on who has it
     * @param mayAct it is in the reviewer's hands
     * @param mayTake nobody has it
     * @param heldFor number of the colleague on leave in whose place the reviewer has it; empty in the own right
     * @param approvers who was asked beside the levels
     * @param originals which original papers were asked for, and where they are
     * @param takeFor the colleagues on leave in whose place it may be taken
     * @param viewed the document that is shown, page by page
     * @param open name of the action whose form is open
     */
    public record Model(
            String id,
            String number,
            long version,
            String schemeName,
            String beneficiary,
            Wording.Pill state,
            String level,
            String due,
            boolean overdue,
            boolean paused,
            Hands hands,
            String standing,
            boolean mayAct,
            boolean mayTake,
            List<TakeFor> takeFor,
            ApproversPart.Model approvers,
            OriginalsPart.Model originals,
            String heldFor,
            List<Section> people,
            List<Section> answers,
            List<Flag> flags,
            List<Flag> conditions,
            List<Line> lines,
            List<Step> steps,
            String claimed,
            String admitted,
            String otherReimbursement,
            String payable,
            String payablePlain,
            @Nullable String sanctioned,
            List<Limit> limits,
            List<String> rules,
            List<Past> history,
            List<Event> timeline,
            List<Document> documents,
            @Nullable Document shown,
            @Nullable ViewedDocument viewed,
            RiskPart.@Nullable Model risk,
            Actions actions,
            Form form,
            String open) {}

    private final FileParts parts;
    private final FlagsPart flags;
    private final LinesPart lines;
    private final DocumentsPart papers;
    private final SchemeTexts texts;
    private final ApproversPart approvers;
    private final RiskPart risk;
    private final OriginalsPart originals;
    private final Clock clock;

    FileScreen(
            FileParts parts,
            FlagsPart flags,
            LinesPart lines,
            DocumentsPart papers,
            SchemeTexts texts,
            ApproversPart approvers,
            RiskPart risk,
            OriginalsPart originals,
            Clock clock) {
        this.originals = originals;
        this.approvers = approvers;
        this.risk = risk;
        this.parts = parts;
        this.flags = flags;
        this.lines = lines;
        this.papers = papers;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * @param shown the document to show beside the form, null for the first
     * @param form what was typed before, with what was wrong with it
     */
    Model of(Page page, ReviewFile file, @Nullable UUID shown, Form form, String open) {
        ReviewTask task = file.task();
        ApplicationView application = file.application();
        Instant now = clock.instant();
        List<Document> documents = papers.documents(page, file, shown(file, shown));
        Money sanctioned = application.sanctioned();
        return new Model(
                task.applicationId().toString(),
                task.number(),
                application.version(),
                file.scheme().name().in(page.locale()),
                application.beneficiaryName(),
                Wording.pill(page, application.state()),
                Wording.level(page, task.level()),
                page.dateTime(task.dueAt()),
                task.overdue(now),
                task.pausedAt() != null,
                file.hands(),
                standing(page, file),
                file.hands() == Hands.OWN && task.waitsFor() == null,
                file.hands() == Hands.FREE,
                takeFor(file),
                approvers.of(page, file),
                originals.of(page, file),
                task.heldFor() == null || file.hands() != Hands.OWN ? "" : task.heldFor(),
                parts.people(page, file),
                parts.answers(page, file),
                flags.flags(page, file),
                flags.conditions(page, file),
                lines.lines(page, file),
                parts.steps(page, application),
                page.money(application.claimed()),
                page.money(application.benefit().admitted()),
                page.money(application.otherReimbursement()),
                page.money(application.payable()),
                application.payable().plain(),
                sanctioned == null ? null : page.money(sanctioned),
                parts.limits(page, file),
                texts.whatItPays(file.scheme(), page.locale()),
                parts.history(page, file),
                parts.timeline(page, application),
                documents,
                documents.stream().filter(Document::shown).findFirst().orElse(null),
                papers.viewed(page, file, documents),
                risk.of(page, file),
                actions(page, file),
                form.over(LinesPart.deductions(application)),
                open);
    }

    private static @Nullable UUID shown(ReviewFile file, @Nullable UUID asked) {
        return file.documents().stream()
                .map(StoredDocument::id)
                .filter(id -> id.equals(asked))
                .findFirst()
                .orElseGet(() -> file.documents().isEmpty()
                        ? null
                        : file.documents().getFirst().id());
    }

    private static List<TakeFor> takeFor(ReviewFile file) {
        return file.takeAt().stream()
                .map(desk -> new TakeFor(
                        desk.authority().employeeNumber(), desk.authority().displayName()))
                .toList();
    }

    private static String standing(Page page, ReviewFile file) {
        ReviewTask task = file.task();
        if (file.hands() != Hands.FREE && !file.takeAt().isEmpty()) {
            return page.t(
                    "review.standing.absent",
                    file.takeAt().getFirst().authority().displayName());
        }
        Instant since = task.takenAt() == null ? task.levelEnteredAt() : task.takenAt();
        return switch (file.hands()) {
            case OWN ->
                file.absent() == null
                        ? page.t("review.standing.OWN", since)
                        : page.t("review.standing.OWN.absent", since, file.absent());
            case FREE -> page.t("review.standing.FREE", task.levelEnteredAt());
            case OTHERS ->
                page.t(
                        "review.standing.OTHERS",
                        Wording.person(page, file.holder() == null ? "" : file.holder(), file.absent()),
                        since);
            case MEMBERS -> page.t("review.standing.MEMBERS", task.pausedAt() == null ? since : task.pausedAt());
            case OTHER_LEVEL -> page.t("review.standing.OTHER_LEVEL", Wording.level(page, task.level()));
            case CLOSED -> page.t("review.standing.CLOSED", Wording.state(page, task.state()));
        };
    }

    private static Actions actions(Page page, ReviewFile file) {
        ApplicationView application = file.application();
        return new Actions(
                application.nextLevel() != null,
                application.nextLevel() == null ? "" : Wording.level(page, application.nextLevel()),
                Wording.levels(page, file.additionalLevels()),
                application.nextLevel() == null,
                application.payable().isPositive(),
                Wording.levels(page, file.earlierLevels()),
                Wording.reasons(page, Reasons.SEND_BACK),
                Wording.reasons(page, Reasons.RETURN),
                Wording.reasons(page, Reasons.REJECT),
                Wording.reasons(page, Reasons.CAP),
                Wording.reasons(page, Reasons.DEDUCT));
    }
}
