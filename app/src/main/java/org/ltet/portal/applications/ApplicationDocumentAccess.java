package org.ltet.portal.applications;

import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.User;
import org.springframework.stereotype.Component;

/** Documents of an application are for those who may read the application. */
@Component
class ApplicationDocumentAccess implements DocumentAccess {

    private final ApplicationRows rows;
    private final ApplicationGuard guard;

    ApplicationDocumentAccess(ApplicationRows rows, ApplicationGuard guard) {
        this.rows = rows;
        this.guard = guard;
    }

    @Override
    public String ownerKind() {
        return Applications.DOCUMENT_OWNER;
    }

    @Override
    public boolean mayRead(User user, UUID ownerId) {
        return rows.find(ownerId).filter(app -> guard.mayRead(app, user)).isPresent();
    }

    @Override
    public Optional<String> nameOf(UUID ownerId) {
        return rows.find(ownerId).map(app -> app.number);
    }
}
