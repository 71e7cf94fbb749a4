package org.ltet.portal.review.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.BillDifference;
import org.ltet.portal.applications.BillPhoto;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DeductionView;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.PaperDifference;
import org.ltet.portal.applications.ReadPaper;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.people.Member;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.web.FileScreen.Change;
import org.ltet.portal.review.web.FileScreen.Document;
import org.ltet.portal.review.web.FileScreen.Event;
import org.ltet.portal.review.web.FileScreen.Fact;
import org.ltet.portal.review.web.FileScreen.Flag;
import org.ltet.portal.review.web.FileScreen.Limit;
import org.ltet.portal.review.web.FileScreen.Line;
import org.ltet.portal.review.web.FileScreen.Past;
import org.ltet.portal.review.web.FileScreen.Section;
import org.ltet.portal.review.web.FileScreen.Step;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.BenefitStep;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.LineResult;
import org.ltet.portal.schemes.Outcome;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.ViewedDocument;
import org.springframework.stereotype.Component;

/** The parts of the review page, each made of the application's facts in the reader's language. */
@Component
class FileParts {

    private final SchemeTexts texts;
    private final Answers answers;
    private final BillPhotos photos;
    private final ReadPapers papers;
    private final DocumentPages pages;

    FileParts(SchemeTexts texts, Answers answers, BillPhotos photos, ReadPapers papers, DocumentPages pages) {
        this.texts = texts;
        this.answers = answers;
        this.photos = photos;
        this.papers = papers;
        this.pages = pages;
    }

    List<Section> people(Page page, ReviewFile file) {
        Member member = file.member();
        ApplicationView application = file.application();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(page.t("review.name"), member.name() + " (" + member.employeeNumber() + ")"));
        facts.add(new Fact(
                page.t("review.status"),
                page.t("review.member." + member.status().name())));
        facts.add(new Fact(page.t("review.ic"), member.icName() + ", " + member.location()));
        facts.add(new Fact(page.t("review.grade"), member.grade()));
        facts.add(new Fact(page.t("review.joined"), page.date(member.joiningDate())));
        if (member.retirementDate() != null) {
            facts.add(new Fact(page.t("review.retired"), page.date(member.retirementDate())));
        }
        List<Fact> forWhom = new ArrayList<>();
        forWhom.add(new Fact(page.t("review.name"), application.beneficiaryName()));
        forWhom.add(new Fact(
                page.t("review.relation"),
                page.t("review.relation." + application.relation().name())));
        member.dependents().stream()
                .filter(dependent -> dependent.id().equals(application.beneficiaryId()))
                .findFirst()
                .ifPresent(dependent -> forWhom.add(new Fact(page.t("review.born"), page.date(dependent.birthDate()))));
        return List.of(new Section(page.t("review.member"), facts), new Section(page.t("review.beneficiary"), forWhom));
    }

    List<Section> answers(Page page, ReviewFile file) {
        return answers.of(page, file.scheme(), file.application().answers());
    }

    /** What deserves a second look: bills and files found elsewhere (APP-6), lines and answers that say other than their papers. */
    List<Flag> flags(Page page, ReviewFile file) {
        List<Flag> flags = new ArrayList<>();
        for (DuplicateView duplicate : file.application().duplicates()) {
            String what = duplicate.kind() == DuplicateView.Kind.BILL
                    ? lineName(page, file, duplicate.subjectId())
                    : documentName(file, duplicate.subjectId());
            String key = "review.duplicate." + duplicate.kind().name() + where(file, duplicate);
            flags.add(new Flag(
                    "attention",
                    "alert",
                    page.t(key, what, duplicate.otherNumber() == null ? "" : duplicate.otherNumber()),
                    duplicate.within(file.application().id())
                            ? null
                            : "/review/" + file.application().id() + "/compare?of=" + duplicate.subjectId() + "&with="
                                    + duplicate.otherId()));
        }
        for (StoredDocument document : file.documents()) {
            if (document.safety() != Safety.OPEN) {
                flags.add(new Flag(
                        document.safety().keptAway() ? "danger" : "attention",
                        "alert",
                        document.fileName() + ": "
                                + page.t("review.document." + document.safety().name()),
                        null));
            }
        }
        for (BillDifference difference : photos.differences(file.application())) {
            String read = switch (difference.what()) {
                case AMOUNT -> page.money(new Money(new BigDecimal(difference.read())));
                case DATE -> page.date(LocalDate.parse(difference.read()));
                case NUMBER, PERSON -> difference.read();
            };
            flags.add(new Flag(
                    "attention",
                    "alert",
                    page.t(
                            "review.difference." + difference.what().name(),
                            lineName(page, file, difference.lineId()),
                            read),
                    null));
        }
        for (ReadPaper paper : papers.of(file.application())) {
            paper.differences().forEach(difference -> flags.add(flag(page, file, difference)));
        }
        for (Finding refusal : file.application().benefit().refusals()) {
            flags.add(new Flag("danger", "alert", texts.explain(refusal, page.locale()), null));
        }
        return flags;
    }

    private static Flag flag(Page page, ReviewFile file, PaperDifference difference) {
        return new Flag(
                "attention",
                "alert",
                page.t(
                        "review.paper." + difference.what().name(),
                        documentName(file, difference.documentId()),
                        page.t("documents.field." + difference.field().name()),
                        DocumentPages.said(difference.field(), difference.read(), page.words()),
                        DocumentPages.said(difference.field(), difference.said(), page.words())),
                null);
    }

    private static String where(ReviewFile file, DuplicateView duplicate) {
        if (duplicate.within(file.application().id())) {
            return ".here";
        }
        return duplicate.sameMember() ? "" : ".other";
    }

    List<Flag> conditions(Page page, ReviewFile file) {
        return file.grounds().eligibility().findings().stream()
                .map(finding ->
                        new Flag(tone(finding.outcome()), icon(finding), texts.explain(finding, page.locale()), null))
                .toList();
    }

    List<Line> lines(Page page, ReviewFile file) {
        Map<UUID, LineResult> results = file.application().benefit().lines().stream()
                .collect(Collectors.toMap(LineResult::lineId, Function.identity()));
        Map<UUID, List<DeductionView>> changes =
                file.deductions().stream().collect(Collectors.groupingBy(DeductionView::lineId));
        List<UUID> duplicates = file.application().duplicates().stream()
                .map(DuplicateView::subjectId)
                .toList();
        Map<UUID, UUID> bills = new HashMap<>();
        for (BillPhoto photo : photos.of(file.application())) {
            if (photo.lineId() != null) {
                bills.put(photo.lineId(), photo.document().id());
            }
        }
        return file.application().lines().stream()
                .map(line -> line(page, file, line, results.get(line.id()), changes, duplicates, bills.get(line.id())))
                .toList();
    }

    /** What stands in the forms of the deductions: what was saved last, to be changed in place. */
    Map<String, String> deductions(ApplicationView application) {
        Map<String, String> saved = new HashMap<>();
        for (LineView line : application.lines()) {
            String reason = line.deductionReason();
            String comment = line.deductionComment();
            if (line.deducted().isPositive()) {
                saved.put("amount-" + line.id(), line.deducted().plain());
                saved.put("reason-" + line.id(), reason == null ? "" : reason);
                saved.put("comment-" + line.id(), comment == null ? "" : comment);
            }
        }
        return saved;
    }

    private static Line line(
            Page page,
            ReviewFile file,
            LineView line,
            @Nullable LineResult result,
            Map<UUID, List<DeductionView>> changes,
            List<UUID> duplicates,
            @Nullable UUID bill) {
        Optional<SchemeDefinition.Head> head = file.scheme().head(line.head());
        String key = line.key();
        String headName = head.map(known -> known.label().in(page.locale())).orElse(line.head())
                + (key == null
                        ? ""
                        : ", "
                                + head.flatMap(known -> known.key(key))
                                        .map(option -> option.label().in(page.locale()))
                                        .orElse(key));
        return new Line(
                line.id().toString(),
                headName,
                line.billNumber(),
                page.date(line.billDate()),
                line.vendor(),
                line.quantity() == null
                        ? ""
                        : line.quantity().stripTrailingZeros().toPlainString(),
                page.money(line.claimed()),
                page.money(line.deducted()),
                page.money(result == null ? line.claimed().minusToZero(line.deducted()) : result.admitted()),
                line.remark() == null ? "" : line.remark(),
                duplicates.contains(line.id()),
                bill == null ? null : href(file, bill),
                changes.getOrDefault(line.id(), List.of()).stream()
                        .map(change -> change(page, change))
                        .toList());
    }

    private static Change change(Page page, DeductionView change) {
        return new Change(
                page.t(
                        "review.deductionChange",
                        Wording.person(page, change.actorName(), change.absentName()),
                        Wording.level(page, change.level()),
                        change.at(),
                        change.from(),
                        change.to(),
                        Wording.reason(page, Reasons.DEDUCT, change.reasonCode())),
                change.comment() == null ? "" : change.comment());
    }

    List<Step> steps(Page page, ApplicationView application) {
        return application.benefit().steps().stream()
                .map(step ->
                        new Step(texts.step(step, page.locale()), difference(page, step), page.money(step.after())))
                .toList();
    }

    private static String difference(Page page, BenefitStep step) {
        Money less = step.before().minus(step.after());
        return less.isZero() ? "" : page.t("review.minus", less);
    }

    List<Limit> limits(Page page, ReviewFile file) {
        return file.grounds().balances().stream()
                .map(balance -> new Limit(
                        texts.balance(balance, page.locale()),
                        page.money(balance.used()),
                        left(page, balance),
                        balance.available()))
                .toList();
    }

    private static String left(Page page, Balance balance) {
        Money left = balance.left();
        return left == null ? "" : page.money(left);
    }

    List<Past> history(Page page, ReviewFile file) {
        return file.history().stream().map(past -> past(page, file, past)).toList();
    }

    private static Past past(Page page, ReviewFile file, ApplicationSummary past) {
        Money sanctioned = past.sanctioned();
        return new Past(
                past.number() == null ? "" : past.number(),
                "/review/" + past.id(),
                past.schemeCode(),
                past.beneficiaryName(),
                past.beneficiaryId().equals(file.application().beneficiaryId()),
                past.submittedAt() == null ? "" : page.date(past.submittedAt()),
                page.money(sanctioned == null ? past.payable() : sanctioned),
                Wording.pill(page, past.state()));
    }

    List<Event> timeline(Page page, ApplicationView application) {
        return application.timeline().stream()
                .filter(entry -> !entry.move().equals("START"))
                .map(entry -> new Event(
                        moved(page, entry),
                        who(page, entry),
                        page.dateTime(entry.at()),
                        entry.comment() == null ? "" : entry.comment(),
                        entry.move().equals("SEND_BACK") || entry.move().equals("REJECT") ? "problem-step" : "done"))
                .toList()
                .reversed();
    }

    private static String who(Page page, TimelineEntry entry) {
        String name = entry.actorName();
        return entry.role() == ActingRole.SYSTEM || name == null
                ? page.t("review.byThePortal")
                : Wording.person(page, name, entry.absentName());
    }

    /** What a move was, where it led and why. */
    static String moved(Page page, TimelineEntry entry) {
        String text = page.t("review.move." + entry.move());
        if (entry.to().level() != null
                && (entry.move().equals("FORWARD") || entry.move().equals("RETURN_TO_LEVEL"))) {
            text += ": " + Wording.level(page, entry.to().level());
        }
        String reason = entry.reasonCode();
        return reason == null ? text : text + " · " + reasonOf(page, entry.move(), reason);
    }

    private static String reasonOf(Page page, String move, String code) {
        Reasons group = switch (move) {
            case "SEND_BACK" -> Reasons.SEND_BACK;
            case "REJECT" -> Reasons.REJECT;
            case "RETURN_TO_LEVEL" -> Reasons.RETURN;
            case "SANCTION" -> Reasons.CAP;
            default -> Reasons.ACCOUNTS_RETURN;
        };
        return group.codes().contains(code) ? Wording.reason(page, group, code) : code;
    }

    List<Document> documents(Page page, ReviewFile file, @Nullable UUID shown) {
        List<UUID> duplicates = file.application().duplicates().stream()
                .map(DuplicateView::subjectId)
                .toList();
        return file.documents().stream()
                .map(document -> new Document(
                        document.id().toString(),
                        document.fileName(),
                        file.scheme().documents().stream()
                                .filter(known -> known.code().equals(document.type()))
                                .findFirst()
                                .map(known -> known.label().in(page.locale()))
                                .orElseGet(() -> document.type().equals(AttachDocument.BANK_PROOF)
                                        ? page.t("review.document.BANK_PROOF")
                                        : document.type()),
                        document.id().equals(shown),
                        duplicates.contains(document.id()),
                        href(file, document.id()),
                        document.safety() == Safety.OPEN
                                ? null
                                : page.t("review.document." + document.safety().name())))
                .toList();
    }

    private static String href(ReviewFile file, UUID document) {
        return "/review/" + file.task().applicationId() + "?document=" + document + "#viewer";
    }

    @Nullable
    ViewedDocument viewed(Page page, ReviewFile file, List<Document> documents) {
        for (int i = 0; i < documents.size(); i++) {
            StoredDocument document = file.documents().get(i);
            if (documents.get(i).shown() && DocumentPages.shows(document)) {
                return pages.view(document, 1, page.words())
                        .beside(
                                i > 0 ? documents.get(i - 1).href() : null,
                                i < documents.size() - 1 ? documents.get(i + 1).href() : null);
            }
        }
        return null;
    }

    private static String lineName(Page page, ReviewFile file, UUID lineId) {
        return file.application().lines().stream()
                .filter(line -> line.id().equals(lineId))
                .findFirst()
                .map(line -> page.t("review.billOf", line.billNumber(), line.vendor()))
                .orElse("");
    }

    private static String documentName(ReviewFile file, UUID documentId) {
        return file.documents().stream()
                .filter(document -> document.id().equals(documentId))
                .findFirst()
                .map(document -> document.fileName())
                .orElse("");
    }

    private static String tone(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "yes";
            case FAILED -> "no";
            case UNKNOWN -> "muted";
        };
    }

    private static String icon(Finding finding) {
        return finding.passed() ? "check" : finding.failed() ? "cross" : "help";
    }
}
