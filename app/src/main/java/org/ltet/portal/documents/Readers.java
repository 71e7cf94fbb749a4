package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.fields.Kind;
import org.ltet.portal.documents.reader.ReadResult;
import org.ltet.portal.documents.reader.ReaderMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The one child process of this node that reads documents, one after another: started when there is something to read,
 * ended when there was nothing for a while, replaced after a failure and now and then. So reading never takes more of
 * the node than one process's memory and one processor.
 */
@Component
class Readers implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int DOCUMENTS_PER_PROCESS = 100;

    /** The document took longer than its turn, which was not the longest that one may have. */
    static final class TimeIsUp extends Exception {

        private static final long serialVersionUID = 1;
    }

    private final DocumentProperties properties;
    private final LanguageData languages;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable ChildProcess process;
    private long used;

    Readers(DocumentProperties properties, LanguageData languages) {
        this.properties = properties;
        this.languages = languages;
    }

    /**
     * Reads a document, after those that came before.
     *
     * @param firstTurn how long it may take; null for as long as any document may
     * @return empty when it cannot be read, or takes more memory or time than is given to one document
     */
    Optional<ReadResult> read(
            MediaKind kind, Kind expected, LocalDate today, InputStream file, long size, @Nullable Duration firstTurn)
            throws IOException, TimeIsUp {
        Duration longest = properties.readTimeout();
        Duration limit = firstTurn == null || firstTurn.compareTo(longest) > 0 ? longest : firstTurn;
        turn.lock();
        try {
            ChildProcess reader = running();
            long begun = System.nanoTime();
            try {
                return reader.ask(limit, (requests, answers) -> {
                    requests.writeBoolean(kind == MediaKind.PDF);
                    requests.writeUTF(expected.name());
                    requests.writeLong(today.toEpochDay());
                    ChildProcess.send(file, size, requests);
                    return answers.readByte() == ReaderMain.READ
                            ? Optional.of(ReadResult.read(answers))
                            : Optional.<ReadResult>empty();
                });
            } catch (ChildProcess.Ended ended) {
                // it may live on for a moment, but is never asked again
                stop();
                if (limit.compareTo(longest) < 0 && System.nanoTime() - begun >= limit.toNanos()) {
                    throw new TimeIsUp();
                }
                LOG.warn("A document of {} bytes ended the process that read it", size);
                return Optional.empty();
            } finally {
                if (process == reader && reader.asked() <= DOCUMENTS_PER_PROCESS) {
                    stopWhenIdle();
                } else {
                    stop();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private ChildProcess running() throws IOException {
        used++;
        ChildProcess current = process;
        if (current != null && current.isAlive()) {
            return current;
        }
        Path natives = languages.folder().resolve("natives");
        ChildProcess started = ChildProcess.start(
                ReaderMain.class,
                properties.readerHeap(),
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + natives,
                        "-Dorg.bytedeco.javacpp.maxBytes=0",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"),
                List.of(
                        languages.folder().toString(),
                        languages.languages(),
                        Integer.toString(properties.maxMegapixels())),
                // one page is read by one processor: the others are for people
                Map.of("OMP_THREAD_LIMIT", "1", "HOME", natives.toString()),
                ReaderMain.READY);
        process = started;
        return started;
    }

    private void stopWhenIdle() {
        long now = used;
        CompletableFuture.delayedExecutor(properties.readerIdle().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (turn.tryLock()) {
                        try {
                            if (used == now) {
                                stop();
                            }
                        } finally {
                            turn.unlock();
                        }
                    }
                });
    }

    private void stop() {
        ChildProcess current = process;
        process = null;
        if (current != null) {
            current.end();
        }
    }

    @Override
    public void destroy() {
        ChildProcess current = process;
        if (current != null) {
            current.end();
        }
    }
}
