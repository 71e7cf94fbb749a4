package org.ltet.portal.people;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.ltet.portal.people.DataRequest.What;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prepares the copy of everything that the portal keeps about a member: a ZIP of JSON and of the member's documents,
 * written piece by piece into the sealed store, for the member alone and for a few days (PRO-5).
 */
@Component
class ExportData {

    static final String OWNER_KIND = "data-request";
    static final TaskDescriptor<Wanted> TASK = TaskDescriptor.of("people-export-data", Wanted.class);

    private static final String JOB = "people-export-data";
    private static final String TYPE = "DATA_EXPORT";

    /** The work of one export. */
    record Wanted(UUID requestId) {}

    private final DataRequestRows rows;
    private final DataRequestSettings settings;
    private final ObjectProvider<PersonalDataHolder> holders;
    private final Documents documents;
    private final CurrentUser currentUser;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    ExportData(
            DataRequestRows rows,
            DataRequestSettings settings,
            ObjectProvider<PersonalDataHolder> holders,
            Documents documents,
            CurrentUser currentUser,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            JsonMapper json,
            Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.holders = holders;
        this.documents = documents;
        this.currentUser = currentUser;
        this.transactions = transactions;
        this.events = events;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.clock = clock;
    }

    /** Done twice, the second time finds nothing to do. */
    void prepare(UUID requestId) {
        currentUser.runAs(
                User.system(JOB), () -> transactions.executeWithoutResult(status -> inTransaction(requestId)));
    }

    private void inTransaction(UUID requestId) {
        DataRequest request = rows.find(requestId).orElseThrow();
        if (request.state().closed()) {
            return;
        }
        DataSubject subject = new DataSubject(request.memberId(), request.employeeNumber());
        StoredDocument file = documents.write(
                new DocumentOwner(OWNER_KIND, requestId),
                TYPE,
                "my-data-" + request.employeeNumber() + ".zip",
                "application/zip",
                out -> write(subject, out));
        Instant until = clock.instant().plus(Duration.ofDays(settings.exportKeptDays()));
        rows.completeExport(requestId, file.id(), until);
        rows.step(requestId, What.COMPLETED, "system:" + JOB, null);
        events.publishEvent(Audited.of("dataRequest.completed", "dataRequest", requestId)
                .changed("kind", null, request.kind())
                .changed("availableUntil", null, until));
        events.publishEvent(new DataRequestMoved(
                requestId,
                request.employeeNumber(),
                request.kind(),
                What.COMPLETED,
                IndiaTime.dateOf(until),
                clock.instant()));
    }

    private void write(DataSubject subject, OutputStream out) throws IOException {
        try (Zip zip = new Zip(out)) {
            for (PersonalDataHolder holder : holders.orderedStream().toList()) {
                holder.export(subject, zip);
            }
        }
    }

    /** Names inside come from people: without folders of their own, and each once. */
    private final class Zip implements PersonalDataSink, AutoCloseable {

        private final ZipOutputStream zip;
        private final Set<String> names = new HashSet<>();

        Zip(OutputStream out) {
            this.zip = new ZipOutputStream(new Open(out), StandardCharsets.UTF_8);
        }

        @Override
        public void json(String name, Object content) throws IOException {
            entry(name + ".json");
            json.writeValue(new Open(zip), content);
            zip.closeEntry();
        }

        @Override
        public void file(String folder, String name, InputStream content) throws IOException {
            entry(folder + "/" + name.replaceAll("[/\\\\]", "_"));
            content.transferTo(zip);
            zip.closeEntry();
        }

        private void entry(String name) throws IOException {
            String free = name;
            for (int i = 2; !names.add(free); i++) {
                int dot = name.lastIndexOf('.');
                free = dot < 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot);
            }
            ZipEntry entry = new ZipEntry(free);
            entry.setTime(clock.millis());
            zip.putNextEntry(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Stays open when what writes into it is closed. */
    private static final class Open extends FilterOutputStream {

        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    @Bean
    Task<Wanted> exportDataTask() {
        return Tasks.oneTime(TASK)
                .execute((instance, context) -> prepare(instance.getData().requestId()));
    }
}
