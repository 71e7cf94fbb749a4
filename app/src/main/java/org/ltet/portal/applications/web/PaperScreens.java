package org.ltet.portal.applications.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.PaperDifference;
import org.ltet.portal.applications.ReadPaper;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.ViewedDocument;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** What was read from certificates, mark sheets and bank proofs, as pages show it. */
@Component
public class PaperScreens {

    /**
     * One question of the form.
     *
     * @param input "date", or "text"
     * @param hint how sure the reading is, or what to type
     */
    public record Asked(
            String name,
            String label,
            String hint,
            String input,
            @Nullable String inputmode) {}

    /** A paper beside its form. */
    public record Shown(
            UUID id,
            String fileName,
            boolean waits,
            Optional<ViewedDocument> viewed,
            String said,
            List<Asked> asked,
            List<String> advice,
            List<String> differences) {}

    /**
     * What the list of documents tells of a paper.
     *
     * @param values label and value of what was read or confirmed
     */
    public record Summary(boolean waits, boolean confirmed, Map<String, String> values, List<Said> differences) {}

    private final ReadPapers papers;
    private final DocumentPages pages;

    PaperScreens(ReadPapers papers, DocumentPages pages) {
        this.papers = papers;
        this.pages = pages;
    }

    Shown shown(Page page, ReadPaper paper) {
        Reading reading = paper.reading();
        List<String> advice = new ArrayList<>();
        for (Reading.Defect defect : reading.defects()) {
            advice.add(page.t("applications.photo." + defect.name()));
        }
        boolean nothing = reading.fields().isEmpty();
        return new Shown(
                paper.document().id(),
                paper.document().fileName(),
                reading.waits(),
                reading.waits() || !DocumentPages.shows(paper.document())
                        ? Optional.empty()
                        : Optional.of(pages.view(paper.document(), 1, page.words())),
                page.t(nothing ? "applications.paper.nothing" : "applications.paper.read"),
                paper.fields().stream().map(name -> asked(page, paper, name)).toList(),
                advice,
                paper.differences().stream()
                        .map(difference -> said(difference, page.words()).in(page.words()))
                        .toList());
    }

    private static Asked asked(Page page, ReadPaper paper, Name name) {
        String hint = paper.confirmed().containsKey(name)
                ? page.t("applications.paper.CONFIRMED")
                : paper.reading()
                        .field(name)
                        .map(read ->
                                page.t("applications.paper." + read.surety().name()))
                        .orElse(page.t("applications.paper.NOT_FOUND"));
        boolean number = name == Name.PERCENTAGE || name == Name.YEAR || name == Name.ATTEMPT || name == Name.ACCOUNT;
        return new Asked(
                name.name(),
                label(paper, name, page.words()),
                hint,
                name == Name.BILL_DATE || name == Name.VALID_UNTIL ? "date" : "text",
                number ? "numeric" : name == Name.INCOME ? "decimal" : null);
    }

    /** What the form begins with. */
    static Map<String, String> values(ReadPaper paper) {
        Map<String, String> values = new HashMap<>();
        paper.fields().forEach(name -> paper.value(name).ifPresent(value -> values.put(name.name(), value)));
        return values;
    }

    /** By document. */
    Map<UUID, Summary> summaries(ApplicationView application, Words words) {
        Map<UUID, Summary> summaries = new HashMap<>();
        for (ReadPaper paper : papers.of(application)) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Name name : paper.fields()) {
                paper.value(name).ifPresent(value -> values.put(label(paper, name, words), shown(name, value, words)));
            }
            summaries.put(
                    paper.document().id(),
                    new Summary(
                            paper.reading().waits(),
                            !paper.confirmed().isEmpty(),
                            values,
                            paper.differences().stream()
                                    .map(difference -> said(difference, words))
                                    .toList()));
        }
        return summaries;
    }

    /** As the member is told. */
    private static Said said(PaperDifference difference, Words words) {
        Name name = difference.field();
        return Said.of(
                "applications.paper.difference." + difference.what().name(),
                words.t("documents.field." + name.name()),
                shown(name, difference.read(), words),
                difference.said().isEmpty() ? "" : shown(name, difference.said(), words));
    }

    /** A value in the reader's way of writing dates and amounts. */
    public static String shown(Name name, String value, Words words) {
        return DocumentPages.said(name, value, words);
    }

    private static String label(ReadPaper paper, Name name, Words words) {
        boolean issued = name == Name.BILL_DATE;
        return words.t(issued ? "applications.paper.issued" : "documents.field." + name.name());
    }
}
