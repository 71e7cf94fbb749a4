package org.ltet.portal.review.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ltet.portal.applications.Original;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** Original papers that were asked for, as the review page shows them. */
@Component
public class OriginalsPart {

    public record Paper(String name, Wording.Pill state, String where) {}

    /** @param mayCancel something of it has not come, and the reader has the application in hands */
    public record Letter(
            String number,
            String href,
            String asked,
            String words,
            boolean waits,
            boolean mayCancel,
            List<Paper> papers) {}

    /**
     * @param offered documents of the scheme that can be asked for, by code
     * @param always the scheme has the decision wait for whatever is asked for
     */
    public record Model(List<Letter> letters, Map<String, String> offered, boolean always) {}

    Model of(Page page, ReviewFile file) {
        boolean hands = file.hands() == ReviewFile.Hands.OWN;
        return new Model(
                file.originals().stream()
                        .map(letter -> letter(page, letter, file.scheme(), hands))
                        .toList(),
                file.scheme().documents().stream()
                        .collect(Collectors.toMap(
                                SchemeDefinition.Document::code,
                                document -> document.label().in(page.locale()),
                                (one, _) -> one,
                                LinkedHashMap::new)),
                file.scheme().waitsForOriginals());
    }

    private static Letter letter(Page page, OriginalsLetter letter, SchemeDefinition scheme, boolean hands) {
        return new Letter(
                letter.number(),
                "/originals/" + letter.id(),
                page.t("review.originals.asked", letter.askedByName(), letter.askedAt()),
                letter.words(),
                letter.waits() && letter.awaited(),
                hands && letter.awaited(),
                letter.papers().stream()
                        .map(paper -> paper(page, paper, scheme))
                        .toList());
    }

    private static Paper paper(Page page, Original paper, SchemeDefinition scheme) {
        String state = page.t("applications.originals.state." + paper.state());
        return new Paper(
                paper.name(scheme, page.locale()),
                switch (paper.state()) {
                    case ASKED -> new Wording.Pill("attention", "clock", state);
                    case HERE -> new Wording.Pill("success", "check", state);
                    case RETURNED -> new Wording.Pill("quiet", "return", state);
                    case CANCELLED -> new Wording.Pill("quiet", "cross", state);
                },
                paper.state() == Original.State.HERE && paper.location() != null ? paper.location() : "");
    }
}
