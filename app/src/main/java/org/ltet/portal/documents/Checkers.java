package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ltet.portal.documents.checker.CheckerMain;
import org.ltet.portal.documents.checker.Finding;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A few child processes that look into files, each kept for many files because starting one costs a second, and
 * replaced now and then, after a failure at once. Their number bounds the memory and processors that uploads may take.
 */
@Component
class Checkers implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Checkers.class);
    private static final int FILES_PER_PROCESS = 200;

    /** A place in the queue is the right to run one process; the process in it is started when first needed. */
    private final BlockingQueue<Optional<ChildProcess>> places;

    private final DocumentProperties properties;

    Checkers(DocumentProperties properties) {
        this.properties = properties;
        this.places = new ArrayBlockingQueue<>(properties.checkers());
        for (int i = 0; i < properties.checkers(); i++) {
            places.add(Optional.empty());
        }
    }

    /**
     * Looks into a file.
     *
     * @param kind of {@code CheckerMain}
     * @return why the file is refused; a file that exhausts memory or time is refused too
     * @throws Refused documents.busy when no process becomes free in time
     */
    Optional<Finding> check(byte kind, InputStream file, long size) throws IOException {
        Optional<ChildProcess> place = takePlace();
        Optional<ChildProcess> back = Optional.empty();
        try {
            ChildProcess process = place.isPresent() && place.get().isAlive() ? place.get() : start();
            try {
                Optional<Finding> finding = check(process, kind, file, size);
                back = Optional.of(process);
                return finding;
            } catch (ChildProcess.Ended ended) {
                LOG.warn("A file of {} bytes ended the process that looked into it", size);
                return Optional.of(new Finding("tooComplex", 0));
            } finally {
                if (back.isEmpty() || process.asked() >= FILES_PER_PROCESS) {
                    back = Optional.empty();
                    process.end();
                }
            }
        } finally {
            places.add(back);
        }
    }

    private ChildProcess start() throws IOException {
        return ChildProcess.start(
                CheckerMain.class,
                properties.checkerHeap(),
                List.of(),
                List.of(Integer.toString(properties.maxPages()), Integer.toString(properties.maxMegapixels())),
                Map.of(),
                CheckerMain.READY);
    }

    private Optional<Finding> check(ChildProcess process, byte kind, InputStream file, long size)
            throws IOException, ChildProcess.Ended {
        try {
            String answer = process.ask(properties.checkTimeout(), (requests, answers) -> {
                requests.writeByte(kind);
                ChildProcess.send(file, size, requests);
                return answers.readUTF();
            });
            return CheckerMain.FINE.equals(answer) ? Optional.empty() : Optional.of(Finding.parse(answer));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Optional<ChildProcess> takePlace() {
        Duration wait = properties.waitForChecker();
        try {
            Optional<ChildProcess> place = places.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (place == null) {
                throw Refused.invalidField("file", "documents.busy");
            }
            return place;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.invalidField("file", "documents.busy");
        }
    }

    @Override
    public void destroy() {
        for (Optional<ChildProcess> place : places) {
            place.ifPresent(ChildProcess::end);
        }
    }
}
