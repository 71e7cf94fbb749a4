package org.ltet.portal.people;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.User;
import org.springframework.stereotype.Component;

/** The copy of a member's data is for the member alone, and until its day. */
@Component
class ExportAccess implements DocumentAccess {

    private final DataRequestRows rows;
    private final Clock clock;

    ExportAccess(DataRequestRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String ownerKind() {
        return ExportData.OWNER_KIND;
    }

    @Override
    public Optional<ApiScope> unmasksUnder() {
        return Optional.of(ApiScope.PROFILE_REVEAL);
    }

    @Override
    public boolean mayRead(User user, UUID ownerId) {
        return rows.find(ownerId)
                .filter(request ->
                        request.employeeNumber().equals(user.employeeNumber()) && request.ready(clock.instant()))
                .isPresent();
    }
}
