package org.ltet.portal.schemes;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** All versions in memory: everybody reads them at every page, and they change a few times a year. */
@Component
class Catalogue {

    private record Snapshot(List<SchemeVersion> versions, Map<UUID, SchemeVersion> byId) {}

    private final VersionRows rows;
    private volatile @Nullable Snapshot snapshot;
    private volatile long changes;

    Catalogue(VersionRows rows) {
        this.rows = rows;
    }

    List<SchemeVersion> inForce(LocalDate day) {
        return snapshot().versions().stream()
                .filter(version -> version.validOn(day))
                .toList();
    }

    Optional<SchemeVersion> inForce(String code, LocalDate day) {
        return snapshot().versions().stream()
                .filter(version -> version.code().equals(code) && version.validOn(day))
                .findFirst();
    }

    Optional<SchemeVersion> version(UUID id) {
        SchemeVersion known = snapshot().byId().get(id);
        if (known == null) {
            // Perhaps published by another node a moment ago.
            forget();
            known = snapshot().byId().get(id);
        }
        return Optional.ofNullable(known);
    }

    /** Changes with every change of the catalogue. */
    long edition() {
        return changes;
    }

    /** Reads again at the next question. */
    synchronized void forget() {
        changes++;
        snapshot = null;
    }

    /** This node sees its own publication at once; the others are told by the database. */
    void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget();
            }
        });
    }

    private Snapshot snapshot() {
        Snapshot current = snapshot;
        return current == null ? read() : current;
    }

    private Snapshot read() {
        while (true) {
            long before = changes;
            List<SchemeVersion> versions = List.copyOf(rows.all());
            Snapshot read = new Snapshot(
                    versions, versions.stream().collect(toUnmodifiableMap(SchemeVersion::id, Function.identity())));
            synchronized (this) {
                if (before == changes) {
                    snapshot = read;
                    return read;
                }
            }
        }
    }
}
