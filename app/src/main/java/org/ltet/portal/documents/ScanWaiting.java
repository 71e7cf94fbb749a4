package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.VirusScanner;
import org.ltet.portal.documents.spi.VirusScanner.Verdict;
import org.ltet.portal.shared.Audited;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the documents that wait for it looked through by the virus scanner, one after another. Whatever goes wrong, a
 * document only ever stays unopened: nothing but the scanner's own word sets it free.
 */
@Component
class ScanWaiting {

    private static final Logger LOG = LoggerFactory.getLogger(ScanWaiting.class);

    /** Longer than a scan may take, with the reading of the file. */
    private static final Duration IN_WORK = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** As often the scanner may fail at one document while it manages others; then that one is given up. */
    private static final int ATTEMPTS = 5;

    private static final int LONGEST_NAME = 200;

    private final @Nullable VirusScanner scanner;
    private final Documents documents;
    private final ScanRows rows;
    private final Readings readings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private volatile boolean down;

    ScanWaiting(
            ObjectProvider<VirusScanner> scanner,
            Documents documents,
            ScanRows rows,
            Readings readings,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.scanner = scanner.getIfAvailable();
        this.documents = documents;
        this.rows = rows;
        this.readings = readings;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * Scans the newest that is due.
     *
     * @return false when none is due, or the scanner does not answer: then it is not asked again at once
     */
    boolean next() {
        if (scanner == null) {
            return false;
        }
        Optional<ScanRows.Claimed> claimed =
                rows.claim(clock.instant(), clock.instant().plus(IN_WORK));
        return claimed.isPresent() && scan(scanner, claimed.get());
    }

    private boolean scan(VirusScanner asked, ScanRows.Claimed claimed) {
        Optional<StoredDocument> document = documents.find(claimed.id());
        if (document.isEmpty()) {
            return true;
        }
        try (InputStream content = documents.contentToCheck(claimed.id())) {
            Verdict verdict = asked.scan(content);
            String version = asked.version();
            answered();
            return switch (verdict) {
                case Verdict.Clean _ -> finish(document.get(), "CLEAN", null, version);
                case Verdict.Infected infected ->
                    finish(document.get(), Safety.INFECTED.name(), shortened(infected.virus()), version);
                case Verdict.Unable unable -> failed(document.get(), claimed, unable.reason(), version);
            };
        } catch (IOException unanswered) {
            return unanswered(asked, document.get(), claimed, unanswered);
        } catch (UncheckedIOException unreadable) {
            // a fault of the store, not of the file nor of the scanner
            LOG.error("Document {} cannot be read to be scanned", claimed.id(), unreadable);
            rows.putOff(claimed.id(), claimed.attempts(), clock.instant().plus(IN_WORK));
            return true;
        }
    }

    /** A scanner that is there, but goes silent over one document, is told from one that is not there. */
    private boolean unanswered(
            VirusScanner asked, StoredDocument document, ScanRows.Claimed claimed, IOException reason) {
        if (!asked.answers()) {
            rows.putOff(claimed.id(), claimed.attempts(), clock.instant());
            if (!down) {
                down = true;
                LOG.warn("The virus scanner does not answer: documents wait unopened ({})", reason.getMessage());
            }
            return false;
        }
        answered();
        return failed(document, claimed, "no answer: " + reason.getMessage(), "virus scanner");
    }

    private boolean failed(StoredDocument document, ScanRows.Claimed claimed, String reason, String version) {
        int attempts = claimed.attempts() + 1;
        LOG.warn("Document {} could not be scanned ({}), attempt {}", claimed.id(), reason, attempts);
        if (attempts >= ATTEMPTS) {
            return finish(document, Safety.UNSCANNABLE.name(), shortened(reason), version);
        }
        rows.putOff(claimed.id(), attempts, clock.instant().plus(AGAIN.multipliedBy(1L << attempts)));
        return true;
    }

    private void answered() {
        if (down) {
            down = false;
            LOG.info("The virus scanner answers again");
        }
    }

    private boolean finish(StoredDocument document, String safety, @Nullable String virus, String version) {
        transactions.executeWithoutResult(_ -> {
            if (!rows.finish(document.id(), safety, virus, shortened(version), clock.instant())) {
                return;
            }
            boolean clean = virus == null;
            Audited entry = Audited.of(clean ? "document.scanned" : "document.keptAway", "document", document.id())
                    .changed("safety", "UNCHECKED", safety)
                    .changed("scannedBy", null, version);
            events.publishEvent(clean ? entry : entry.because(virus));
            readings.resume(document.id());
            if (!clean) {
                LOG.warn("Document {} is kept away: {} {}", document.id(), safety, virus);
            }
        });
        return true;
    }

    /** Readings that wait though nothing will do them: of documents that waited for a scanner that was since taken away. */
    void resumeReadings() {
        rows.readableWithoutJob(scanner != null, 1_000)
                .forEach(id -> transactions.executeWithoutResult(_ -> readings.resume(id)));
    }

    private static String shortened(String text) {
        String plain = text.strip();
        return plain.isEmpty() ? "-" : plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
