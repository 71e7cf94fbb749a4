package org.ltet.portal.people.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** Asks a member to read how the data are used, and tells of requests that wait for the member. */
@Component
class DataPanel implements HomePanel {

    private static final int AFTER_OWN_APPLICATIONS = 80;

    private final CurrentUser currentUser;
    private final MyDataRequests requests;
    private final Clock clock;

    DataPanel(CurrentUser currentUser, MyDataRequests requests, Clock clock) {
        this.currentUser = currentUser;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public int order() {
        return AFTER_OWN_APPLICATIONS;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        return requests.waiting(viewer.employeeNumber())
                .filter(waiting -> !waiting.nothing())
                .map(waiting -> new Content(
                        "people/dataPanel",
                        Map.of(
                                "noticeRead",
                                waiting.noticeRead(),
                                "waiting",
                                waiting.requests() ? requests() : List.<DataRequest>of())));
    }

    private List<DataRequest> requests() {
        return requests.all(currentUser.get()).stream()
                .filter(request -> request.state() == State.ASKED || request.ready(clock.instant()))
                .toList();
    }
}
