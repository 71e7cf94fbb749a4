package org.ltet.portal.review.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.applications.BillDifference;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.PaperDifference;
import org.ltet.portal.applications.ReadPaper;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.web.FileScreen.Flag;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.Outcome;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** What deserves a second look on the review page, and how the conditions of the scheme came out, in the reader's language. */
@Component
class FlagsPart {

    private final SchemeTexts texts;
    private final BillPhotos photos;
    private final ReadPapers papers;

    FlagsPart(SchemeTexts texts, BillPhotos photos, ReadPapers papers) {
        this.texts = texts;
        this.photos = photos;
        this.papers = papers;
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
