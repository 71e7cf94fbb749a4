package org.ltet.portal.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.people.DataRequest.What;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trust's side of requests about own data (PRO-5): taken by somebody, asked back, completed or refused with the
 * ground that the law gives. Nobody works on a request of their own or of a relative; who looks after one company only
 * has no part in it.
 */
@Component
public class DataRequestDesk {

    private static final int CLOSED_SHOWN = 50;

    private final DataRequestRows rows;
    private final People people;
    private final LegalHolds holds;
    private final ObjectProvider<PersonalDataHolder> holders;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DataRequestDesk(
            DataRequestRows rows,
            People people,
            LegalHolds holds,
            ObjectProvider<PersonalDataHolder> holders,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.people = people;
        this.holds = holds;
        this.holders = holders;
        this.events = events;
        this.clock = clock;
    }

    /** The earliest due first; exports, which nobody has to answer, are left out. */
    public List<DataRequest> open(@Nullable LocalDate dueAfter, @Nullable UUID after, int most, User staff) {
        requireDesk(staff);
        return rows.open(dueAfter, after, most);
    }

    public List<DataRequest> closed(User staff) {
        requireDesk(staff);
        return rows.closed(CLOSED_SHOWN);
    }

    /** @throws Refused not found, also when this person may have no part in it */
    public DataRequest find(UUID id, User staff) {
        requireDesk(staff);
        return rows.find(id).orElseThrow(() -> Refused.notFound("dataRequest"));
    }

    /** From now on this person looks after it. */
    @Transactional
    public void take(UUID id, long expectedVersion, User staff) {
        DataRequest request = workable(id, staff);
        State to = request.state() == State.ASKED ? State.ASKED : State.IN_HAND;
        rows.move(request, expectedVersion, to, staff.employeeNumber(), null);
        rows.step(id, What.TAKEN, staff.employeeNumber(), null);
        events.publishEvent(Audited.of("dataRequest.taken", "dataRequest", id)
                .changed("assignedTo", request.assignedTo(), staff.employeeNumber()));
    }

    /** Asks the member something; the answer brings the request back. */
    @Transactional
    public void askBack(UUID id, String words, long expectedVersion, User staff) {
        DataRequest request = inHand(id, staff);
        requireWords(words);
        rows.move(request, expectedVersion, State.ASKED, request.assignedTo(), null);
        rows.step(id, What.ASKED, staff.employeeNumber(), words.strip());
        events.publishEvent(Audited.of("dataRequest.askedBack", "dataRequest", id));
        tell(request, What.ASKED);
    }

    /**
     * @param words the answer to the member
     * @throws Refused conflict when an erasure is wanted of what lies under a legal hold
     */
    @Transactional
    public void complete(UUID id, String words, long expectedVersion, User staff) {
        DataRequest request = inHand(id, staff);
        requireWords(words);
        if (request.kind() == Kind.ERASURE) {
            erase(request, expectedVersion);
        } else {
            rows.move(request, expectedVersion, State.COMPLETED, request.assignedTo(), null);
        }
        rows.step(id, What.COMPLETED, staff.employeeNumber(), words.strip());
        events.publishEvent(
                Audited.of("dataRequest.completed", "dataRequest", id).changed("kind", null, request.kind()));
        tell(request, What.COMPLETED);
    }

    @Transactional
    public void refuse(UUID id, LegalGround ground, String words, long expectedVersion, User staff) {
        DataRequest request = inHand(id, staff);
        requireWords(words);
        rows.move(request, expectedVersion, State.REFUSED, request.assignedTo(), ground);
        rows.step(id, What.REFUSED, staff.employeeNumber(), words.strip());
        events.publishEvent(Audited.of("dataRequest.refused", "dataRequest", id)
                .changed("kind", null, request.kind())
                .because(ground.name()));
        tell(request, What.REFUSED);
    }

    private void tell(DataRequest request, What what) {
        events.publishEvent(new DataRequestMoved(
                request.id(), request.employeeNumber(), request.kind(), what, request.dueOn(), clock.instant()));
    }

    /** All modules in one transaction: everything that may go goes, or nothing does. */
    private void erase(DataRequest request, long expectedVersion) {
        Held held = holds.now();
        if (held.members().contains(request.employeeNumber())) {
            throw Refused.conflict("people.onHold");
        }
        DataSubject subject = new DataSubject(request.memberId(), request.employeeNumber());
        List<Erasure> told = new ArrayList<>();
        holders.orderedStream().forEach(holder -> told.addAll(holder.erase(subject, held)));
        rows.completeErasure(request, expectedVersion, told);
        Audited entry = Audited.of("member.erased", "member", request.memberId());
        for (Erasure one : told) {
            if (one.erased() > 0) {
                entry = entry.changed(one.what(), one.erased() + one.kept(), one.kept());
            }
        }
        events.publishEvent(entry);
    }

    private DataRequest inHand(UUID id, User staff) {
        DataRequest request = workable(id, staff);
        if (request.state() != State.IN_HAND || !staff.employeeNumber().equals(request.assignedTo())) {
            throw Refused.conflict("people.requestNotYours");
        }
        return request;
    }

    private DataRequest workable(UUID id, User staff) {
        DataRequest request = find(id, staff);
        if (people.related(request.memberId(), staff.employeeNumber())) {
            throw Refused.forbidden("people.ownCase");
        }
        if (request.state().closed() || request.kind() == Kind.ACCESS) {
            throw Refused.conflict("people.requestState");
        }
        return request;
    }

    private static void requireDesk(User staff) {
        boolean everywhere = staff.scopeOf(Role.TRUST_ADMIN)
                .filter(scope -> scope.ics().isEmpty()
                        && scope.regions().isEmpty()
                        && scope.schemes().isEmpty())
                .isPresent();
        if (!everywhere) {
            throw Refused.notFound("dataRequest");
        }
    }

    private static void requireWords(String words) {
        if (words.isBlank()) {
            throw Refused.invalidField("words", "people.required");
        }
        MyDataRequests.requireShort(words);
    }
}
