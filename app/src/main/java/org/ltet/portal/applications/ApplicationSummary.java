package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Money;

/** An application as a line in a list; amounts as last reckoned. */
public record ApplicationSummary(
        UUID id,
        @Nullable String number,
        ApplicationState state,
        @Nullable ReviewLevel level,
        String schemeCode,
        UUID schemeVersionId,
        UUID beneficiaryId,
        String beneficiaryName,
        Relation relation,
        Money claimed,
        Money payable,
        @Nullable Money sanctioned,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant sentBackAt,
        @Nullable LocalDate draftExpiresOn,
        @Nullable LocalDate paidOn) {

    static ApplicationSummary of(Application app) {
        return new ApplicationSummary(
                app.id,
                app.number,
                app.state(),
                app.position.level(),
                app.schemeCode,
                app.versionId,
                app.beneficiaryId,
                app.beneficiaryName,
                app.relation,
                app.claimed,
                app.payable,
                app.sanctioned,
                app.startedAt,
                app.changedAt,
                app.submittedAt,
                app.sentBackAt,
                app.draftExpiresOn,
                app.paidOn);
    }
}
