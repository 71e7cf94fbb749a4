package org.ltet.portal.applications.web;

import java.util.List;
import java.util.stream.Collectors;
import org.ltet.portal.applications.Original;
import org.ltet.portal.applications.OriginalsEvent;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.web.Page;

/**
 * A letter that asked for original papers, in the reader's language.
 *
 * @param asked by whom and when
 * @param papers in their order
 * @param happened oldest first
 */
public record OriginalsPart(
        String id,
        String number,
        String asked,
        String words,
        boolean waits,
        boolean awaited,
        boolean here,
        List<Paper> papers,
        List<Happened> happened) {

    /** @param detail where it lies, or how it went back */
    public record Paper(
            int position,
            String name,
            String tone,
            String icon,
            String state,
            String detail,
            boolean mayArrive,
            boolean here) {}

    public record Happened(String text, String papers, String who, String detail) {}

    static OriginalsPart of(Page page, OriginalsLetter letter, SchemeDefinition scheme) {
        return new OriginalsPart(
                letter.id().toString(),
                letter.number(),
                letter.askedByName().isEmpty()
                        ? page.t("applications.originals.askedAt", letter.askedAt())
                        : page.t("applications.originals.askedBy", letter.askedByName(), letter.askedAt()),
                letter.words(),
                letter.waits(),
                letter.awaited(),
                letter.here(),
                letter.papers().stream()
                        .map(paper -> paper(page, paper, scheme))
                        .toList(),
                letter.history().stream()
                        .map(event -> happened(page, event, letter, scheme))
                        .toList());
    }

    private static Paper paper(Page page, Original paper, SchemeDefinition scheme) {
        Original.State state = paper.state();
        return new Paper(
                paper.position(),
                paper.name(scheme, page.locale()),
                switch (state) {
                    case ASKED -> "attention";
                    case HERE -> "success";
                    case CANCELLED, RETURNED -> "quiet";
                },
                switch (state) {
                    case ASKED -> "clock";
                    case HERE -> "check";
                    case CANCELLED -> "cross";
                    case RETURNED -> "return";
                },
                page.t("applications.originals.state." + state),
                switch (state) {
                    case ASKED, CANCELLED -> "";
                    case HERE -> here(page, paper);
                    case RETURNED -> returned(page, paper);
                },
                state != Original.State.HERE,
                state == Original.State.HERE);
    }

    private static String here(Page page, Original paper) {
        if (paper.arrivedOn() == null) {
            return "";
        }
        return paper.location() == null
                ? page.t("applications.originals.since", paper.arrivedOn())
                : page.t("applications.originals.sinceAt", paper.arrivedOn(), paper.location());
    }

    private static String returned(Page page, Original paper) {
        return paper.returnedOn() == null || paper.returnMode() == null || paper.returnReference() == null
                ? ""
                : page.t(
                        "applications.originals.back",
                        paper.returnedOn(),
                        page.t("applications.originals.mode." + paper.returnMode()),
                        paper.returnReference());
    }

    private static Happened happened(Page page, OriginalsEvent event, OriginalsLetter letter, SchemeDefinition scheme) {
        String detail = event.location() != null
                ? event.location()
                : event.mode() != null && event.reference() != null
                        ? page.t("applications.originals.mode." + event.mode()) + ", " + event.reference()
                        : event.words() == null ? "" : event.words();
        return new Happened(
                page.t("applications.originals.event." + event.kind(), event.on()),
                letter.papers().stream()
                        .filter(paper -> event.positions().contains(paper.position()))
                        .map(paper -> paper.name(scheme, page.locale()))
                        .collect(Collectors.joining(", ")),
                event.actorName(),
                detail);
    }
}
