package org.ltet.portal.applications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A letter that asks for original papers, under the number that comes back with them (REV-4).
 *
 * @param number as in the barcode
 * @param askedBy employee number, with the name; empty for members
 * @param words of the reviewer, for the member
 * @param waits nothing is granted before they are here
 * @param history oldest first
 */
public record OriginalsLetter(
        UUID id,
        UUID applicationId,
        String number,
        ReviewLevel level,
        String askedBy,
        String askedByName,
        Instant askedAt,
        String words,
        boolean waits,
        List<Original> papers,
        List<OriginalsEvent> history) {

    public OriginalsLetter {
        papers = List.copyOf(papers);
        history = List.copyOf(history);
    }

    /** Awaited from the member. */
    public boolean awaited() {
        return has(Original.State.ASKED);
    }

    /** Something of it lies with the trust. */
    public boolean here() {
        return has(Original.State.HERE);
    }

    private boolean has(Original.State state) {
        return papers.stream().anyMatch(paper -> paper.state() == state);
    }

    OriginalsLetter asMemberSeesIt() {
        return new OriginalsLetter(
                id,
                applicationId,
                number,
                level,
                "",
                "",
                askedAt,
                words,
                waits,
                papers.stream().map(Original::asMemberSeesIt).toList(),
                history.stream()
                        .filter(event -> event.kind() != OriginalsEvent.Kind.MOVED)
                        .map(OriginalsEvent::asMemberSeesIt)
                        .toList());
    }
}
