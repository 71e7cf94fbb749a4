package org.ltet.portal.applications;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.Content;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What applications keep about a member: each application as the member sees it, with its documents. */
@Component
class ApplicationData implements PersonalDataHolder {

    private static final String JOB = "erasure";

    /** More than anybody ever has. */
    private static final int MANY = 2_000;

    private static final Set<ApplicationState> DRAFTS = Set.of(ApplicationState.DRAFT, ApplicationState.DISCARDED);

    /** Applications that nobody decided: the member took them back, or let them lapse. */
    private static final Set<ApplicationState> NEVER_DECIDED =
            Set.of(ApplicationState.WITHDRAWN, ApplicationState.LAPSED);

    record Told(
            UUID id,
            @Nullable String number,
            ApplicationState state,
            String scheme,
            String beneficiary,
            String relation,
            Map<String, String> answers,
            @Nullable FrozenFacts facts,
            List<LineView> bills,
            Money claimed,
            Money payable,
            @Nullable Money sanctioned,
            @Nullable String bankReference,
            List<TimelineEntry> timeline,
            List<OriginalsLetter> originals,
            List<StoredDocument> documents) {}

    private record Found(UUID id, String state, boolean erased, boolean emptied) {}

    private final JdbcClient jdbc;
    private final ApplicationRows rows;
    private final LineRows lines;
    private final OriginalsRows originals;
    private final ApplicationMoves transitions;
    private final Documents documents;
    private final EraseApplications erase;

    ApplicationData(
            JdbcClient jdbc,
            ApplicationRows rows,
            LineRows lines,
            OriginalsRows originals,
            ApplicationMoves transitions,
            Documents documents,
            EraseApplications erase) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.lines = lines;
        this.originals = originals;
        this.transitions = transitions;
        this.documents = documents;
        this.erase = erase;
    }

    @Override
    public void export(DataSubject subject, PersonalDataSink sink) throws IOException {
        List<Told> told = new ArrayList<>();
        for (Found found : found(subject)) {
            if (!found.erased()) {
                Application app = rows.find(found.id()).orElseThrow();
                List<StoredDocument> files = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, app.id));
                told.add(told(app, files));
                for (StoredDocument file : files) {
                    if (file.safety() != Safety.OPEN) {
                        continue;
                    }
                    try (Content content = documents.open(file.id());
                            InputStream in = content.stream()) {
                        sink.file("applications/" + app.id, file.fileName(), in);
                    }
                }
            }
        }
        sink.json("applications", told);
    }

    private Told told(Application app, List<StoredDocument> files) {
        return new Told(
                app.id,
                app.number,
                app.state(),
                app.schemeCode,
                app.beneficiaryName,
                app.relation.name(),
                app.answers,
                app.facts,
                lines.of(app.id),
                app.claimed,
                app.payable,
                app.sanctioned,
                app.bankReference,
                transitions.of(app.id).stream()
                        .map(TimelineEntry::asMemberSeesIt)
                        .toList(),
                originals.of(app.id).stream()
                        .map(OriginalsLetter::asMemberSeesIt)
                        .toList(),
                files);
    }

    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        long drafts = 0;
        long heldBack = 0;
        long submitted = 0;
        List<UUID> undecided = new ArrayList<>();
        for (Found found : found(subject)) {
            ApplicationState state = ApplicationState.valueOf(found.state());
            if (held.applications().contains(found.id())) {
                heldBack++;
            } else if (DRAFTS.contains(state)) {
                if (!found.erased()) {
                    erase.draft(found.id(), JOB);
                    drafts++;
                }
            } else {
                submitted++;
                if (NEVER_DECIDED.contains(state) && !found.emptied()) {
                    undecided.add(found.id());
                }
            }
        }
        int removed = erase.documentsOf(undecided);
        List<Erasure> told = new ArrayList<>();
        told.add(Erasure.erased("applications.drafts", drafts));
        told.add(Erasure.erased("applications.documents", removed));
        told.add(Erasure.kept("applications.submitted", submitted, LegalGround.BOOKS_OF_ACCOUNT));
        if (heldBack > 0) {
            told.add(Erasure.kept("applications.held", heldBack, LegalGround.LEGAL_HOLD));
        }
        return told;
    }

    private List<Found> found(DataSubject subject) {
        return jdbc.sql("""
                select id, state, erased_at is not null as erased, documents_removed_at is not null as emptied
                  from applications.application where employee_number = ? order by id limit ?
                """)
                .params(subject.employeeNumber(), MANY)
                .query(Found.class)
                .list();
    }
}
