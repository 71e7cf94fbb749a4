package org.ltet.portal.documents;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.reader.PageMain;
import org.ltet.portal.documents.reader.Pose;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The child processes that make pictures of pages, apart from those that check and read, so that looking at a document
 * waits for neither: a few at most, started when somebody looks, ended when nobody did for a while.
 */
@Component
class PagePainters implements DisposableBean {

    /** @param jpeg empty where there is no such page */
    @SuppressWarnings("ArrayRecordComponent")
    record Painted(int count, byte[] jpeg) {}

    private static final Logger LOG = LoggerFactory.getLogger(PagePainters.class);
    private static final int PAGES_PER_PROCESS = 500;
    private static final int LARGEST = 20_000_000;

    private final ViewerProperties properties;
    private final int maxMegapixels;
    private final Semaphore places;
    private final Deque<ChildProcess> idle = new ArrayDeque<>();
    private long used;

    PagePainters(ViewerProperties properties, DocumentProperties limits) {
        this.properties = properties;
        this.maxMegapixels = limits.maxMegapixels();
        this.places = new Semaphore(properties.painters(), true);
    }

    /**
     * Makes the picture of a page.
     *
     * @param page from 0; less where only the number of pages is asked for
     * @return empty when it cannot be painted, or takes more memory or time than is given to one page
     * @throws Refused documents.pageBusy when no process becomes free in time
     */
    Optional<Painted> paint(boolean pdf, int page, int width, Pose pose, InputStream file, long size)
            throws IOException {
        return ask(size, (requests, answers) -> {
            requests.writeByte(PageMain.PAINT);
            requests.writeBoolean(pdf);
            requests.writeInt(page);
            requests.writeInt(width);
            requests.writeInt(pose.quarters());
            requests.writeDouble(pose.degrees());
            ChildProcess.send(file, size, requests);
            if (answers.readByte() != PageMain.DONE) {
                return Optional.empty();
            }
            int count = answers.readInt();
            return Optional.of(new Painted(count, bytes(answers)));
        });
    }

    /**
     * Prints a line along the lower edge of every page.
     *
     * @return a PDF of a PDF, a JPEG of a picture; empty when that cannot be done
     * @throws Refused documents.pageBusy when no process becomes free in time
     */
    Optional<byte[]> stamp(boolean pdf, String line, InputStream file, long size) throws IOException {
        return ask(size, (requests, answers) -> {
            requests.writeByte(PageMain.STAMP);
            requests.writeBoolean(pdf);
            requests.writeUTF(line);
            ChildProcess.send(file, size, requests);
            return answers.readByte() == PageMain.DONE ? Optional.of(bytes(answers)) : Optional.empty();
        });
    }

    private static byte[] bytes(DataInputStream answers) throws IOException {
        int length = answers.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("More than a painter says");
        }
        return answers.readNBytes(length);
    }

    private <T> Optional<T> ask(long size, ChildProcess.Question<Optional<T>> question) throws IOException {
        takePlace();
        try {
            ChildProcess painter = running();
            try {
                return painter.ask(properties.timeout(), question);
            } catch (ChildProcess.Ended ended) {
                LOG.warn("A document of {} bytes ended the process that painted it", size);
                return Optional.empty();
            } finally {
                giveBack(painter);
            }
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refused.conflict("documents.pageBusy");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.conflict("documents.pageBusy");
        }
    }

    private ChildProcess running() throws IOException {
        ChildProcess kept = kept();
        return kept != null
                ? kept
                : ChildProcess.start(
                        PageMain.class,
                        properties.heap(),
                        List.of(),
                        List.of(Integer.toString(maxMegapixels)),
                        Map.of(),
                        PageMain.READY);
    }

    private synchronized @Nullable ChildProcess kept() {
        used++;
        ChildProcess next = idle.poll();
        while (next != null && !next.isAlive()) {
            next = idle.poll();
        }
        return next;
    }

    private synchronized void giveBack(ChildProcess painter) {
        if (painter.isAlive() && painter.asked() < PAGES_PER_PROCESS) {
            idle.push(painter);
            long now = used;
            CompletableFuture.delayedExecutor(properties.idle().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> endIfNobodyLooked(now));
        } else {
            painter.end();
        }
    }

    private synchronized void endIfNobodyLooked(long since) {
        if (used == since) {
            end();
        }
    }

    private void end() {
        idle.forEach(ChildProcess::end);
        idle.clear();
    }

    @Override
    public synchronized void destroy() {
        end();
    }
}
