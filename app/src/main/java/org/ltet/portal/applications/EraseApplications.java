package org.ltet.portal.applications;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationMoves.Words;
import org.ltet.portal.applications.Lifecycle.Move;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes away what may go of applications that came to nothing; in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EraseApplications {

    private static final String NOTHING = "{}";

    private final ApplicationRows rows;
    private final ApplicationMoves moves;
    private final Documents documents;
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EraseApplications(
            ApplicationRows rows,
            ApplicationMoves moves,
            Documents documents,
            JdbcClient jdbc,
            FieldCipher cipher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.documents = documents;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.events = events;
        this.clock = clock;
    }

    /** Leaves of a draft, discarded or discarded now, nothing but that there was one. */
    void draft(UUID id, String job) {
        Application app = rows.lock(id);
        if (app.state() == ApplicationState.DRAFT) {
            Position from = app.position;
            moves.move(app, Move.DISCARD, Position.at(ApplicationState.DISCARDED), Actor.system(job), Words.NONE);
            app.draftExpiresOn = null;
            rows.save(app, clock.instant());
            events.publishEvent(new DraftDiscarded(app.id, app.employeeNumber, app.schemeCode, clock.instant()));
            events.publishEvent(Audited.of("application.discarded", "application", app.id)
                    .inApplication(app.id, app.schemeCode)
                    .changed("position", from, app.position));
        }
        removeDocuments(List.of(id));
        jdbc.sql("""
                update applications.application
                   set answers = :nothing, benefit = null, other_reimbursement = 0, bank_account_id = null, claimed = 0,
                       payable = 0, member_name = '-', beneficiary_name = '-', erased_at = :now, changed_at = :now,
                       version = version + 1
                 where id = :id
                """)
                .param("nothing", cipher.encrypt(NOTHING, SealedApplications.ANSWERS.at(id)))
                .param("now", now())
                .param("id", id)
                .update();
        jdbc.sql("""
                update applications.line
                   set bill_number = '-', vendor = '-', bill_key = id::text, removed_at = coalesce(removed_at, :now)
                 where application_id = :id
                """).param("now", now()).param("id", id).update();
        events.publishEvent(Audited.of("application.erased", "application", id).inApplication(id, app.schemeCode));
    }

    /** Takes the documents away of applications that were refused, lapsed or withdrawn; the decision stays. */
    int documentsOf(Collection<UUID> ids) {
        int removed = removeDocuments(ids);
        jdbc.sql("""
                update applications.application set documents_removed_at = :now, version = version + 1
                 where id = any(:ids)
                """).param("now", now()).param("ids", ids.toArray(UUID[]::new)).update();
        return removed;
    }

    private int removeDocuments(Collection<UUID> ids) {
        int removed = 0;
        for (UUID id : ids) {
            for (StoredDocument document : documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, id))) {
                documents.remove(document.id());
                removed++;
            }
        }
        return removed;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
