package org.ltet.portal.documents;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ltet.portal.documents.spi.DocumentStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files in a folder, each named by its id in a folder named by the day of the id: written under another name, forced to
 * the disk, then moved.
 */
@Component
class LocalStore implements DocumentStore {

    static final String NAME = "local";

    private final Path root;
    private final Path incoming;

    LocalStore(@Value("${portal.documents.directory:${portal.data-directory}/documents}") Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        this.root = absolute.resolve("files");
        this.incoming = absolute.resolve("incoming");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void write(UUID id, Writing content) throws IOException {
        Files.createDirectories(incoming);
        Path part = incoming.resolve(id + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Path folder = Files.createDirectories(folder(dayOf(id)));
            Files.move(part, folder.resolve(id.toString()), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public InputStream read(UUID id) throws IOException {
        return Files.newInputStream(place(id));
    }

    @Override
    public void delete(UUID id) throws IOException {
        Files.deleteIfExists(place(id));
    }

    @Override
    public List<UUID> writtenOn(LocalDate day, Instant before) throws IOException {
        Path folder = folder(day);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> isOlder(file, before))
                    .map(file ->
                            UUID.fromString(requireNonNull(file.getFileName()).toString()))
                    .toList();
        }
    }

    @Override
    public void deleteHalfWritten(Instant before) throws IOException {
        if (!Files.isDirectory(incoming)) {
            return;
        }
        try (Stream<Path> found = Files.list(incoming)) {
            for (Path file : found.filter(part -> isOlder(part, before)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public Instant now() throws IOException {
        Files.createDirectories(incoming);
        Path probe = Files.createTempFile(incoming, "now", ".part");
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    /** The day on which an id was made. */
    static LocalDate dayOf(UUID id) {
        long millis = id.getMostSignificantBits() >>> 16;
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    /** The folder of the day on which the id was made, so that recent files are found without walking all. */
    private Path folder(LocalDate day) {
        return root.resolve(day.toString());
    }

    private Path place(UUID id) {
        return folder(dayOf(id)).resolve(id.toString());
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
