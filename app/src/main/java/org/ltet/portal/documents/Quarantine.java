package org.ltet.portal.documents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.VirusScanner;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the virus scanner keeps away from everybody, for those who run the portal. */
@Component
public class Quarantine {

    /** How scanning goes. */
    public enum Condition {
        /** No scanner is configured. */
        OFF,
        RUNNING,
        /** The scanner does not answer: what people add waits. */
        DOWN
    }

    private final Optional<VirusScanner> scanner;
    private final ScanRows rows;

    Quarantine(ObjectProvider<VirusScanner> scanner, ScanRows rows) {
        this.scanner = Optional.ofNullable(scanner.getIfAvailable());
        this.rows = rows;
    }

    boolean scans() {
        return scanner.isPresent();
    }

    /** Asks the scanner. */
    public Condition condition() {
        return scanner.map(one -> one.answers() ? Condition.RUNNING : Condition.DOWN)
                .orElse(Condition.OFF);
    }

    /** How many documents were not looked through yet, counted up to 100,000. */
    public long waiting() {
        return rows.waiting();
    }

    /**
     * Newest first.
     *
     * @param before id of the last one of the page before
     */
    public List<KeptAway> keptAway(@Nullable UUID before, int limit) {
        return rows.keptAway(before, limit);
    }
}
