package org.ltet.portal.people.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.people.ConsentPurpose;
import org.ltet.portal.people.Consents;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.people.People;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** Asks a member to read how the data are used, and tells of requests that wait for the member. */
@Component
class DataPanel implements HomePanel {

    private static final int AFTER_OWN_APPLICATIONS = 80;

    private final CurrentUser currentUser;
    private final People people;
    private final Consents consents;
    private final MyDataRequests requests;
    private final Clock clock;

    DataPanel(CurrentUser currentUser, People people, Consents consents, MyDataRequests requests, Clock clock) {
        this.currentUser = currentUser;
        this.people = people;
        this.consents = consents;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public int order() {
        return AFTER_OWN_APPLICATIONS;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        return people.byEmployeeNumber(viewer.employeeNumber()).flatMap(member -> {
            boolean read = consents.given(member.id(), ConsentPurpose.NOTICE);
            List<DataRequest> waiting = requests.all(currentUser.get()).stream()
                    .filter(request -> request.state() == State.ASKED || request.ready(clock.instant()))
                    .toList();
            return read && waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Content("people/dataPanel", Map.of("noticeRead", read, "waiting", waiting)));
        });
    }
}
