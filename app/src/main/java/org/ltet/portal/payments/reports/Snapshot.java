package org.ltet.portal.payments.reports;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads lines and their totals from one state of the database, whatever is written meanwhile. */
@Component
class Snapshot {

    /** How many lines of a file are fetched at once: they are all that lies in memory. */
    static final int FETCHED = 1000;

    private final TransactionTemplate transaction;

    Snapshot(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.setReadOnly(true);
    }

    <T> T read(Supplier<T> reading) {
        return Objects.requireNonNull(transaction.execute(status -> reading.get()));
    }

    void run(Runnable reading) {
        transaction.executeWithoutResult(status -> reading.run());
    }
}
