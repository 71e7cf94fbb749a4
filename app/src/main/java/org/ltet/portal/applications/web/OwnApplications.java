package org.ltet.portal.applications.web;

import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** The applications that the signed-in member made; whatever else this person may read as staff is not here. */
@Component
class OwnApplications {

    private final Applications applications;
    private final CurrentUser currentUser;

    OwnApplications(Applications applications, CurrentUser currentUser) {
        this.applications = applications;
        this.currentUser = currentUser;
    }

    User user() {
        return currentUser.get();
    }

    ApplicationView get(UUID id) {
        User user = currentUser.get();
        ApplicationView view = applications.get(id, user);
        if (!view.employeeNumber().equals(user.employeeNumber())) {
            throw Refused.notFound("application");
        }
        return view;
    }

    /** @throws HandedInAlready when it cannot be changed any more */
    ApplicationView editable(UUID id) {
        ApplicationView view = get(id);
        if (!view.state().editable()) {
            throw new HandedInAlready(id);
        }
        return view;
    }
}
