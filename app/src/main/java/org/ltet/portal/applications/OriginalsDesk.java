package org.ltet.portal.applications;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Original.ReturnMode;
import org.ltet.portal.applications.Original.State;
import org.ltet.portal.applications.OriginalsEvent.Kind;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The desk that receives original papers, keeps them, and sends them back (REV-4). */
@Component
@Transactional
public class OriginalsDesk {

    private static final int LONGEST_PLACE = 80;
    private static final int LONGEST_LABEL = 120;

    private final ApplicationRows rows;
    private final OriginalsRows originals;
    private final ApplicationGuard guard;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OriginalsDesk(
            ApplicationRows rows,
            OriginalsRows originals,
            ApplicationGuard guard,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.originals = originals;
        this.guard = guard;
        this.events = events;
        this.clock = clock;
    }

    /** The letter with this number, as typed or scanned; empty when there is none for this user. */
    @Transactional(readOnly = true)
    public Optional<OriginalsLetter> find(String typed, User user) {
        return OriginalsNumber.read(typed)
                .flatMap(originals::byNumber)
                .map(originals::get)
                .filter(letter -> rows.find(letter.applicationId())
                        .filter(app -> guard.mayKeepOriginals(app, user))
                        .isPresent());
    }

    /** Whether a number can be one: its check digit is right. */
    public static boolean isNumber(String typed) {
        return OriginalsNumber.read(typed).isPresent();
    }

    /** @throws Refused not found, also when it is not for this user */
    @Transactional(readOnly = true)
    public OriginalsLetter get(UUID letterId, User user) {
        OriginalsLetter letter = originals.get(letterId);
        keeper(letter, user);
        return letter;
    }

    /**
     * Papers arrived: those that were asked for, those that came though they were not needed any more, those that came
     * back from the post; and one that nobody asked for.
     *
     * @param further name of a paper that came with them; empty where none did
     */
    public OriginalsLetter arrived(
            UUID letterId, Set<Integer> positions, String further, LocalDate on, String location, User user) {
        OriginalsLetter letter = originals.lock(letterId);
        Application app = keeper(letter, user);
        String place = text("location", location, LONGEST_PLACE);
        requireDay("on", on, IndiaTime.dateOf(letter.askedAt()));
        requireState(letter, positions, Set.of(State.ASKED, State.CANCELLED, State.RETURNED));
        String label = further.strip();
        if (label.length() > LONGEST_LABEL) {
            throw Refused.invalidField("further", "applications.originals.label", LONGEST_LABEL);
        }
        Set<Integer> all = new TreeSet<>(positions);
        int next = letter.papers().size() + 1;
        if (!label.isEmpty()) {
            all.add(next);
        }
        requireSome(all);
        OriginalsEvent event = write(letter, Kind.ARRIVED, all, on, place, null, null, user);
        originals.apply(letterId, new TreeSet<>(positions), event);
        if (!label.isEmpty()) {
            originals.insert(letterId, new Original(next, null, label, State.HERE, on, place, null, null, null));
        }
        return done(app, letter, event, "originals.arrived");
    }

    /** Papers lie elsewhere in the office now. */
    public OriginalsLetter moved(UUID letterId, Set<Integer> positions, String location, User user) {
        OriginalsLetter letter = originals.lock(letterId);
        Application app = keeper(letter, user);
        String place = text("newLocation", location, LONGEST_PLACE);
        requireSome(positions);
        requireState(letter, positions, Set.of(State.HERE));
        OriginalsEvent event = write(letter, Kind.MOVED, positions, IndiaTime.today(clock), place, null, null, user);
        originals.apply(letterId, positions, event);
        return done(app, letter, event, "originals.moved");
    }

    /** @param reference number of the consignment, or who took them */
    public OriginalsLetter returned(
            UUID letterId, Set<Integer> positions, LocalDate on, ReturnMode mode, String reference, User user) {
        OriginalsLetter letter = originals.lock(letterId);
        Application app = keeper(letter, user);
        String proof = text("reference", reference, LONGEST_PLACE);
        requireSome(positions);
        requireState(letter, positions, Set.of(State.HERE));
        LocalDate arrived = letter.papers().stream()
                .filter(paper -> positions.contains(paper.position()))
                .flatMap(paper -> Stream.ofNullable(paper.arrivedOn()))
                .max(LocalDate::compareTo)
                .orElseThrow();
        requireDay("returnedOn", on, arrived);
        OriginalsEvent event = write(letter, Kind.RETURNED, positions, on, null, mode, proof, user);
        originals.apply(letterId, positions, event);
        return done(app, letter, event, "originals.returned");
    }

    private Application keeper(OriginalsLetter letter, User user) {
        Application app = rows.find(letter.applicationId()).orElseThrow(() -> Refused.notFound("originals"));
        guard.keepsOriginals(app, user);
        return app;
    }

    private OriginalsEvent write(
            OriginalsLetter letter,
            Kind kind,
            Set<Integer> positions,
            LocalDate on,
            @Nullable String location,
            @Nullable ReturnMode mode,
            @Nullable String reference,
            User user) {
        OriginalsEvent event = new OriginalsEvent(
                kind,
                positions.stream().sorted().toList(),
                clock.instant(),
                on,
                user.employeeNumber(),
                user.displayName(),
                location,
                mode,
                reference,
                null);
        originals.event(letter.id(), letter.history().size() + 1, event);
        return event;
    }

    private OriginalsLetter done(Application app, OriginalsLetter before, OriginalsEvent event, String action) {
        OriginalsLetter letter = originals.get(before.id());
        if (event.kind() != Kind.MOVED) {
            events.publishEvent(new OriginalsChanged(
                    app.id,
                    app.submittedNumber(),
                    app.employeeNumber,
                    letter.id(),
                    letter.number(),
                    letter.history().size(),
                    event.kind(),
                    !letter.awaited(),
                    letter.askedBy(),
                    null,
                    event.at()));
        }
        events.publishEvent(Audited.of(action, "originals", letter.id())
                .inApplication(app.id, app.schemeCode)
                .changed("papers", null, event.positions())
                .changed("on", null, event.on())
                .changed("location", null, event.location())
                .changed("mode", null, event.mode())
                .changed("reference", null, event.reference()));
        return letter;
    }

    private static void requireSome(Set<Integer> positions) {
        if (positions.isEmpty()) {
            throw Refused.invalidField("papers", "applications.originals.choose");
        }
    }

    /** Also refuses what somebody else registered meanwhile. */
    private static void requireState(OriginalsLetter letter, Set<Integer> positions, Set<State> states) {
        List<Integer> fitting = letter.papers().stream()
                .filter(paper -> states.contains(paper.state()))
                .map(Original::position)
                .toList();
        if (!fitting.containsAll(positions)) {
            throw Refused.conflict("applications.originals.changed");
        }
    }

    private void requireDay(String field, LocalDate day, LocalDate earliest) {
        if (day.isBefore(earliest) || day.isAfter(IndiaTime.today(clock))) {
            throw Refused.invalidField(field, "applications.originals.day", earliest);
        }
    }

    private static String text(String field, String typed, int longest) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > longest) {
            throw Refused.invalidField(field, "applications.originals.place", longest);
        }
        return text;
    }
}
