package org.ltet.portal.payments;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes one file of the bank: once by content, once by message id, as a whole or not at all. The file lies on our disk
 * before the transaction begins; a file that is refused leaves only its original and the reason.
 */
@Component
public class TakeStatement {

    static final String OUTBOX = "OUTBOX";
    static final String UPLOAD = "UPLOAD";

    private final ImportRows imports;
    private final ReleaseRows releases;
    private final EntryRows entries;
    private final Settlement settlement;
    private final Documents documents;
    private final Debtor debtor;
    private final StatementLimits limits;
    private final PaymentsGuard guard;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    TakeStatement(
            ImportRows imports,
            ReleaseRows releases,
            EntryRows entries,
            Settlement settlement,
            Documents documents,
            Debtor debtor,
            StatementLimits limits,
            PaymentsGuard guard,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.imports = imports;
        this.releases = releases;
        this.entries = entries;
        this.settlement = settlement;
        this.documents = documents;
        this.debtor = debtor;
        this.limits = limits;
        this.guard = guard;
        this.transaction = transaction;
        this.events = events;
    }

    /** A person hands in a file that the bank sent by another way. */
    public ImportResult upload(String fileName, InputStream content, User user) {
        guard.demandWholeTrust(user);
        try {
            return take(fileName, UPLOAD, content, user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportResult take(String fileName, String source, InputStream content, User user) throws IOException {
        try (ReceivedStatement file = ReceivedStatement.receive(
                fileName, source, content, limits.maxSize().toBytes())) {
            if (file.size() == 0 && source.equals(UPLOAD)) {
                throw Refused.invalidField("file", "payments.file.empty");
            }
            Optional<ImportView> before = imports.importedWithContent(file.sha256());
            if (before.isPresent()) {
                return knownBefore(file, before.get(), user);
            }
            if (file.size() == 0) {
                return refuse(file, new UnreadableFile("empty", ""), user);
            }
            return file.content() == null ? refuse(file, tooLarge(), user) : work(file, file.content(), user);
        }
    }

    /** What lies in the outbox under another name is written down, so that it is not fetched again and again. */
    private ImportResult knownBefore(ReceivedStatement file, ImportView before, User user) {
        if (file.source().equals(OUTBOX) && !file.name().equals(before.fileName())) {
            UUID id = Ids.next();
            transaction.executeWithoutResult(status -> imports.insertRefused(
                    id, file, new UnreadableFile("knownBefore", before.fileName()), null, user.employeeNumber()));
        }
        return new ImportResult.KnownBefore(before);
    }

    private UnreadableFile tooLarge() {
        return new UnreadableFile("tooLarge", Long.toString(limits.maxSize().toMegabytes()));
    }

    private ImportResult work(ReceivedStatement file, Path content, User user) throws IOException {
        UUID id = Ids.next();
        try {
            ImportView done = transaction.execute(status -> {
                imports.lockReconciliation();
                return inTransaction(id, file, content, user);
            });
            return new ImportResult.Imported(Objects.requireNonNull(done));
        } catch (Ended ended) {
            return switch (ended.why) {
                case UnreadableFile unreadable -> refuse(file, unreadable, user);
                case null ->
                    knownBefore(file, imports.importedWithContent(file.sha256()).orElseThrow(), user);
                default -> throw new IOException(ended.why);
            };
        }
    }

    private ImportView inTransaction(UUID id, ReceivedStatement file, Path content, User user) {
        StatementWork work = new StatementWork(
                debtor,
                releases,
                entries,
                settlement,
                id,
                Actor.of(user),
                false,
                message -> open(id, file, content, message, user));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            StatementReader.read(in, work);
        } catch (UnreadableFile | IOException e) {
            throw new Ended(e);
        }
        ImportCounts counts = work.finish();
        imports.count(id, counts);
        events.publishEvent(Audited.of("bankFile.imported", "bankFile", id)
                .changed("name", null, file.name())
                .changed("sha256", null, file.sha256())
                .changed("entries", null, counts));
        return imports.find(id).orElseThrow();
    }

    private void open(UUID id, ReceivedStatement file, Path content, StatementMessage message, User user)
            throws UnreadableFile {
        if (imports.importedWithContent(file.sha256()).isPresent()) {
            throw new Ended(null);
        }
        Optional<ImportView> sameMessage = imports.importedWithMessage(message);
        if (sameMessage.isPresent()) {
            throw new UnreadableFile("sameMessage", sameMessage.get().fileName());
        }
        StoredDocument original = original(id, file, content);
        if (!imports.insertImported(id, file, message, original.id(), user.employeeNumber())) {
            throw new IllegalStateException("Another import of " + file.name() + " passed the lock");
        }
    }

    private ImportResult refuse(ReceivedStatement file, UnreadableFile why, User user) {
        UUID id = Ids.next();
        return Objects.requireNonNull(transaction.execute(status -> {
            UUID document = file.content() == null
                    ? null
                    : original(id, file, file.content()).id();
            imports.insertRefused(id, file, why, document, user.employeeNumber());
            events.publishEvent(Audited.of("bankFile.refused", "bankFile", id)
                    .changed("name", null, file.name())
                    .because(why.code()));
            return new ImportResult.RefusedWhole(imports.find(id).orElseThrow());
        }));
    }

    private StoredDocument original(UUID importId, ReceivedStatement file, Path content) {
        return documents.write(
                new DocumentOwner(BankFileAccess.STATEMENT, importId),
                "BANK_STATEMENT",
                file.name(),
                "application/xml",
                out -> Files.copy(content, out));
    }

    /** Ends the transaction without a trace; no reason means that the file turned out to be known. */
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient @Nullable Exception why;

        Ended(@Nullable Exception why) {
            super(why);
            this.why = why;
        }
    }
}
