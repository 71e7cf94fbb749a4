package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.spi.DocumentStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The store in which files are kept and, while they move, the one in which they lay before: what is not found in the one
 * is looked for in the other.
 */
@Component
class Stores {

    private final DocumentStore current;
    private final @Nullable DocumentStore before;

    Stores(
            List<DocumentStore> all,
            @Value("${portal.documents.store:local}") String current,
            @Value("${portal.documents.store-before:}") String before) {
        this.current = named(all, current);
        this.before = before.isBlank() ? null : named(all, before);
        if (this.before == this.current) {
            throw new IllegalStateException("portal.documents.store and store-before are the same: " + current);
        }
    }

    private static DocumentStore named(List<DocumentStore> all, String name) {
        return all.stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no store of documents \"" + name
                        + "\", or it is not set up; there are "
                        + all.stream().map(DocumentStore::name).toList()));
    }

    DocumentStore current() {
        return current;
    }

    Optional<DocumentStore> before() {
        return Optional.ofNullable(before);
    }

    /** A file that is being moved this moment is in one of them at any time, but not where it was looked for first. */
    InputStream read(UUID id) throws IOException {
        if (before == null) {
            return current.read(id);
        }
        try {
            return current.read(id);
        } catch (NoSuchFileException notYet) {
            try {
                return before.read(id);
            } catch (NoSuchFileException meanwhile) {
                return current.read(id);
            }
        }
    }

    void delete(UUID id) {
        all().forEach(store -> {
            try {
                store.delete(id);
            } catch (IOException failed) {
                throw new UncheckedIOException("Cannot delete " + id + " in " + store.name(), failed);
            }
        });
    }

    List<UUID> writtenOn(LocalDate day, Instant moment) {
        return all().flatMap(store -> {
                    try {
                        return store.writtenOn(day, moment).stream();
                    } catch (IOException failed) {
                        throw new UncheckedIOException("Cannot list " + store.name(), failed);
                    }
                })
                .distinct()
                .toList();
    }

    private Stream<DocumentStore> all() {
        return Stream.concat(Stream.of(current), Stream.ofNullable(before));
    }
}
