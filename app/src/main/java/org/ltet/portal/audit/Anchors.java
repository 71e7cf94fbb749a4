package org.ltet.portal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in a second place how far the chain reached: small files under the portal's mark, each written once. Who cuts
 * the end off the chain, or writes the whole of it anew, would have to reach that place as well, and know the key.
 */
@Component
class Anchors {

    /** @param mark the portal's, over the rest */
    record Anchor(long place, String hash, Instant at, String mark) {}

    /** What a file of the folder turned out to be; no anchor when it cannot be read or the mark is not the portal's. */
    record Found(String file, @Nullable Anchor anchor) {}

    private record Head(long place, byte[] hash) {}

    private final JdbcClient jdbc;
    private final Marks marks;
    private final JsonMapper json;
    private final Clock clock;
    private final Path folder;

    Anchors(
            JdbcClient jdbc,
            Marks marks,
            JsonMapper json,
            Clock clock,
            @Value("${portal.audit.anchors:${portal.data-directory}/anchors}") Path folder) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.json = json;
        this.clock = clock;
        this.folder = folder;
    }

    /** Anchors the chain as far as it reaches now; nothing to do when it did not grow. */
    void drop() {
        Head head = jdbc.sql("select place, hash from audit.link order by place desc limit 1")
                .query(Head.class)
                .optional()
                .orElse(null);
        if (head == null || Files.exists(file(head.place()))) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String hash = HexFormat.of().formatHex(head.hash());
        String mark = HexFormat.of().formatHex(marks.ofAnchor(head.place(), hash, now));
        write(new Anchor(head.place(), hash, now, mark));
        jdbc.sql("insert into audit.anchor (place, hash, at) values (?, ?, ?) on conflict do nothing")
                .param(head.place())
                .param(head.hash())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void write(Anchor anchor) {
        try {
            Files.createDirectories(folder);
            Path file = file(anchor.place());
            Files.writeString(file, json.writeValueAsString(anchor), StandardOpenOption.CREATE_NEW);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        } catch (FileAlreadyExistsException another) {
            // another node anchored the same place: one is enough
        } catch (IOException e) {
            throw new UncheckedIOException("The chain cannot be anchored in " + folder, e);
        }
    }

    /** Every file of the folder. */
    List<Found> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            // those that were retired lie in folders of their own
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                found.add(new Found(String.valueOf(file.getFileName()), read(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors in " + folder + " cannot be read", e);
        }
        return found;
    }

    /** Puts anchors aside, into a folder of their own with the reason beside them; nothing is thrown away. */
    void retire(String name, List<Anchor> retired, Object why) {
        Path aside = folder.resolve(name);
        try {
            Files.createDirectories(aside);
            Files.writeString(aside.resolve("why.json"), json.writeValueAsString(why), StandardOpenOption.CREATE_NEW);
            for (Anchor anchor : retired) {
                Path file = file(anchor.place());
                Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors cannot be put aside into " + aside, e);
        }
    }

    private @Nullable Anchor read(Path file) throws IOException {
        try {
            Anchor anchor = json.readValue(Files.readString(file), Anchor.class);
            byte[] mark = HexFormat.of().parseHex(anchor.mark());
            return marks.same(mark, marks.ofAnchor(anchor.place(), anchor.hash(), anchor.at())) ? anchor : null;
        } catch (JacksonException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private Path file(long place) {
        return folder.resolve("anchor-%015d.json".formatted(place));
    }
}
