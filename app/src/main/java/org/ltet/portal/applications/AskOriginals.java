package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer asks the member for original papers, and takes that back (REV-4). */
@Component
@Transactional
public class AskOriginals {

    private static final int MOST_PAPERS = 20;
    private static final int LONGEST_LABEL = 120;
    private static final int LONGEST_WORDS = 1000;

    /**
     * What is asked for.
     *
     * @param codes documents of the scheme
     * @param others papers that the scheme does not name
     * @param words for the member
     * @param waits nothing is granted before they are here; where the scheme says so, it does so in any case
     */
    public record Wish(Set<String> codes, List<String> others, String words, boolean waits) {
        public Wish {
            codes = new LinkedHashSet<>(codes);
            others = List.copyOf(others);
        }
    }

    private final ApplicationRows rows;
    private final OriginalsRows originals;
    private final ApplicationGuard guard;
    private final ApplicationMoves moves;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AskOriginals(
            ApplicationRows rows,
            OriginalsRows originals,
            ApplicationGuard guard,
            ApplicationMoves moves,
            Schemes schemes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.originals = originals;
        this.guard = guard;
        this.moves = moves;
        this.schemes = schemes;
        this.events = events;
        this.clock = clock;
    }

    /** @throws Refused invalid "applications.originals.none", ".many", ".unknown", ".label", ".words" */
    public OriginalsLetter ask(UUID id, Wish wish, User user) {
        Application app = rows.lock(id);
        Actor actor = reviewer(app, user);
        SchemeDefinition definition = schemes.version(app.versionId).definition();
        List<Original> papers = papers(definition, wish);
        String words = words("words", wish.words());
        Instant now = clock.instant();
        List<Integer> positions = papers.stream().map(Original::position).toList();
        OriginalsLetter letter = new OriginalsLetter(
                Ids.next(),
                id,
                originals.nextNumber(),
                app.reviewLevel(),
                actor.number(),
                actor.name(),
                now,
                words,
                wish.waits() || definition.waitsForOriginals(),
                papers,
                List.of(event(OriginalsEvent.Kind.ASKED, positions, now, actor, words)));
        originals.insert(letter);
        publish(app, letter, 1, OriginalsEvent.Kind.ASKED, false, words, now);
        events.publishEvent(Audited.of("originals.asked", "originals", letter.id())
                .inApplication(id, app.schemeCode)
                .changed("number", null, letter.number())
                .changed("papers", null, papers.size())
                .changed("waits", null, letter.waits())
                .changed("inPlaceOf", null, actor.absentNumber()));
        return letter;
    }

    /**
     * What has not come yet is not needed any more.
     *
     * @throws Refused conflict "applications.originals.nothingAwaited"
     */
    public OriginalsLetter cancel(UUID id, String number, String reason, User user) {
        Application app = rows.lock(id);
        Actor actor = reviewer(app, user);
        UUID letterId = originals.of(id).stream()
                .filter(letter -> letter.number().equals(number))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("originals"))
                .id();
        OriginalsLetter letter = originals.lock(letterId);
        String words = words("reason", reason);
        List<Integer> positions = letter.papers().stream()
                .filter(paper -> paper.state() == Original.State.ASKED)
                .map(Original::position)
                .toList();
        if (positions.isEmpty()) {
            throw Refused.conflict("applications.originals.nothingAwaited");
        }
        Instant now = clock.instant();
        int seq = letter.history().size() + 1;
        OriginalsEvent event = event(OriginalsEvent.Kind.CANCELLED, positions, now, actor, words);
        originals.event(letterId, seq, event);
        originals.apply(letterId, positions, event);
        publish(app, letter, seq, OriginalsEvent.Kind.CANCELLED, true, words, now);
        events.publishEvent(Audited.of("originals.cancelled", "originals", letterId)
                .inApplication(id, app.schemeCode)
                .changed("papers", positions.size(), 0)
                .changed("inPlaceOf", null, actor.absentNumber())
                .because(words));
        return originals.get(letterId);
    }

    private Actor reviewer(Application app, User user) {
        guard.read(app, user);
        if (app.state() != ApplicationState.UNDER_REVIEW) {
            throw moves.movedMeanwhile(app);
        }
        return guard.reviewer(app, app.reviewLevel(), user);
    }

    private static List<Original> papers(SchemeDefinition definition, Wish wish) {
        List<String> known = definition.documents().stream()
                .map(SchemeDefinition.Document::code)
                .toList();
        if (!known.containsAll(wish.codes())) {
            throw Refused.invalidField("papers", "applications.originals.unknown");
        }
        List<String> others = wish.others().stream()
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .toList();
        if (others.stream().anyMatch(label -> label.length() > LONGEST_LABEL)) {
            throw Refused.invalidField("others", "applications.originals.label", LONGEST_LABEL);
        }
        int many = wish.codes().size() + others.size();
        if (many == 0) {
            throw Refused.invalidField("papers", "applications.originals.none");
        }
        if (many > MOST_PAPERS) {
            throw Refused.invalidField("others", "applications.originals.many", MOST_PAPERS);
        }
        List<String> codes = known.stream().filter(wish.codes()::contains).toList();
        List<Original> papers = new ArrayList<>();
        IntStream.range(0, many)
                .forEach(i -> papers.add(new Original(
                        i + 1,
                        i < codes.size() ? codes.get(i) : null,
                        i < codes.size() ? null : others.get(i - codes.size()),
                        Original.State.ASKED,
                        null,
                        null,
                        null,
                        null,
                        null)));
        return papers;
    }

    private static OriginalsEvent event(
            OriginalsEvent.Kind kind, List<Integer> positions, Instant now, Actor actor, @Nullable String words) {
        return new OriginalsEvent(
                kind, positions, now, IndiaTime.dateOf(now), actor.number(), actor.name(), null, null, null, words);
    }

    private void publish(
            Application app,
            OriginalsLetter letter,
            int seq,
            OriginalsEvent.Kind kind,
            boolean complete,
            String words,
            Instant now) {
        events.publishEvent(new OriginalsChanged(
                app.id,
                app.submittedNumber(),
                app.employeeNumber,
                letter.id(),
                letter.number(),
                seq,
                kind,
                complete,
                letter.askedBy(),
                words,
                now));
    }

    private static String words(String field, String typed) {
        String words = typed.strip();
        if (words.isEmpty() || words.length() > LONGEST_WORDS) {
            throw Refused.invalidField(field, "applications.originals.words", LONGEST_WORDS);
        }
        return words;
    }
}
