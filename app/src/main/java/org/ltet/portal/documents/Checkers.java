package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private final BlockingQueue<Optional<CheckerProcess>> places;

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
        Optional<CheckerProcess> place = takePlace();
        Optional<CheckerProcess> back = Optional.empty();
        try {
            CheckerProcess process =
                    place.isPresent() && place.get().isAlive() ? place.get() : CheckerProcess.start(properties);
            try {
                Optional<Finding> finding = process.check(kind, file, size, properties.checkTimeout());
                back = Optional.of(process);
                return finding;
            } catch (CheckerProcess.Ended ended) {
                LOG.warn("A file of {} bytes ended the process that looked into it", size);
                return Optional.of(new Finding("tooComplex", 0));
            } finally {
                if (back.isEmpty() || process.checked() >= FILES_PER_PROCESS) {
                    back = Optional.empty();
                    process.end();
                }
            }
        } finally {
            places.add(back);
        }
    }

    private Optional<CheckerProcess> takePlace() {
        Duration wait = properties.waitForChecker();
        try {
            Optional<CheckerProcess> place = places.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
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
        for (Optional<CheckerProcess> place : places) {
            place.ifPresent(CheckerProcess::end);
        }
    }
}
