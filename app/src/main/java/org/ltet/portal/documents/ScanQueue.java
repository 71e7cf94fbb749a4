package org.ltet.portal.documents;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Scans what waits, on each node that does jobs, two documents at a time: one that keeps the scanner busy does not hold
 * up all others. Who scans which is settled by the rows themselves.
 */
@Component
class ScanQueue implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ScanQueue.class);
    private static final int AT_ONCE = 2;

    private final ScanWaiting scanWaiting;
    private final Quarantine quarantine;
    private final boolean enabled;
    private final Duration polling;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(AT_ONCE, work -> {
        Thread thread = new Thread(work, "document-scan");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean awake = new AtomicBoolean();

    ScanQueue(
            ScanWaiting scanWaiting,
            Quarantine quarantine,
            @Value("${portal.jobs.enabled}") boolean enabled,
            @Value("${portal.documents.scan-interval:1s}") Duration polling) {
        this.scanWaiting = scanWaiting;
        this.quarantine = quarantine;
        this.enabled = enabled;
        this.polling = polling;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!enabled) {
            return;
        }
        threads.execute(this::resumeReadings);
        if (quarantine.scans()) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.scheduleWithFixedDelay(this::drain, 0, polling.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Does not wait for the next look, when the scanner runs beside this node. */
    @EventListener
    void added(DocumentWaits waits) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    private void wake() {
        if (enabled && awake.compareAndSet(false, true)) {
            threads.execute(() -> {
                awake.set(false);
                drain();
            });
        }
    }

    private void drain() {
        try {
            while (!Thread.currentThread().isInterrupted() && scanWaiting.next()) {
                continue;
            }
        } catch (DataAccessException later) {
            LOG.warn("Documents cannot be scanned now: {}", later.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("Scanning documents failed", failed);
        }
    }

    private void resumeReadings() {
        try {
            scanWaiting.resumeReadings();
        } catch (DataAccessException later) {
            LOG.warn("Readings that wait cannot be looked for now: {}", later.getMessage());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** A document was added that a scanner has to look through. */
    record DocumentWaits() {}
}
