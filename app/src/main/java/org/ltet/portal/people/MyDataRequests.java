package org.ltet.portal.people;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.people.DataRequest.What;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a member asks for about the own data; nobody else's request exists here (PRO-5). */
@Component
public class MyDataRequests {

    public static final int LONGEST = 4000;

    private final People people;
    private final DataRequestRows rows;
    private final DataRequestSettings settings;
    private final SchedulerClient jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MyDataRequests(
            People people,
            DataRequestRows rows,
            DataRequestSettings settings,
            SchedulerClient jobs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.rows = rows;
        this.settings = settings;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What waits for the member.
     *
     * @param requests whether the trust asked something, or a copy can be fetched
     */
    public record Waiting(boolean noticeRead, boolean requests) {

        public boolean nothing() {
            return noticeRead && !requests;
        }
    }

    /** Empty for who is no member. */
    public Optional<Waiting> waiting(String employeeNumber) {
        return rows.waiting(employeeNumber);
    }

    /** The newest first. */
    public List<DataRequest> all(User user) {
        return people.byEmployeeNumber(user.employeeNumber())
                .map(member -> rows.of(member.id()))
                .orElse(List.of());
    }

    /** @throws Refused not found, also when it is another member's */
    public DataRequest find(UUID id, User user) {
        return rows.find(id)
                .filter(request -> request.employeeNumber().equals(user.employeeNumber()))
                .orElseThrow(() -> Refused.notFound("dataRequest"));
    }

    /**
     * @param words what the member has to say; an export needs none
     * @throws Refused where words are missing or the same is open already
     */
    @Transactional
    public UUID ask(Kind kind, @Nullable String words, User user) {
        Member member = people.byEmployeeNumber(user.employeeNumber()).orElseThrow(() -> Refused.notFound("member"));
        String said = words == null || words.isBlank() ? null : words.strip();
        if (said == null && kind != Kind.ACCESS && kind != Kind.ERASURE) {
            throw Refused.invalidField("words", "people.required");
        }
        requireShort(said);
        LocalDate due = IndiaTime.today(clock).plusDays(settings.answeredWithinDays());
        UUID id = rows.insert(member, kind, due);
        rows.step(id, What.RECEIVED, user.employeeNumber(), said);
        events.publishEvent(
                Audited.of("dataRequest.received", "dataRequest", id).changed("kind", null, kind));
        events.publishEvent(new DataRequestMoved(id, user.employeeNumber(), kind, What.RECEIVED, due, clock.instant()));
        if (kind == Kind.ACCESS) {
            jobs.scheduleIfNotExists(ExportData.TASK
                    .instance(id.toString())
                    .data(new ExportData.Wanted(id))
                    .scheduledTo(clock.instant()));
        }
        return id;
    }

    /** Answers what the trust asked back. */
    @Transactional
    public void answer(UUID id, String words, long expectedVersion, User user) {
        DataRequest request = find(id, user);
        if (request.state() != State.ASKED) {
            throw Refused.conflict("people.requestState");
        }
        if (words.isBlank()) {
            throw Refused.invalidField("words", "people.required");
        }
        requireShort(words);
        rows.move(request, expectedVersion, State.IN_HAND, request.assignedTo(), null);
        rows.step(id, What.ANSWERED, user.employeeNumber(), words.strip());
        events.publishEvent(Audited.of("dataRequest.answered", "dataRequest", id));
    }

    @Transactional
    public void withdraw(UUID id, long expectedVersion, User user) {
        DataRequest request = find(id, user);
        if (request.state().closed()) {
            throw Refused.conflict("people.requestState");
        }
        rows.move(request, expectedVersion, State.WITHDRAWN, request.assignedTo(), null);
        rows.step(id, What.WITHDRAWN, user.employeeNumber(), null);
        events.publishEvent(Audited.of("dataRequest.withdrawn", "dataRequest", id));
    }

    static void requireShort(@Nullable String words) {
        if (words != null && words.length() > LONGEST) {
            throw Refused.invalidField("words", "people.long", LONGEST);
        }
    }
}
