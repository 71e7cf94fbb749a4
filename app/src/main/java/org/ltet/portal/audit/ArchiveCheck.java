package org.ltet.portal.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an archive by itself, without the database that it came from: every entry against its hash and mark, links that
 * follow each other, and the end of the file against all before it. Memory does not grow with the file.
 */
@Component
class ArchiveCheck {

    private static final int MOST_NAMED = 1_000;
    private static final int LONGEST_LINE = 4_000_000;

    private final Marks marks;
    private final JsonMapper json;

    ArchiveCheck(Marks marks, JsonMapper json) {
        this.marks = marks;
        this.json = json;
    }

    /**
     * What a check found.
     *
     * @param month as the file says
     * @param problems CHANGED, FORGED and OUT_OF_CHAIN with the entry's id; CUT_OFF, NOT_AN_ARCHIVE for the file
     */
    record Checked(String month, long entries, List<String> problems) {}

    private final class Reading {

        private final List<String> problems = new ArrayList<>();
        private final MessageDigest digest = TrailArchive.sha256();
        private @Nullable ArchivedEntry before;
        private boolean marked;
        private long entries;

        void entry(String line) {
            ArchivedEntry entry = json.readValue(line, ArchivedEntry.class);
            entries++;
            String problem = problem(entry);
            if (problem != null && problems.size() < MOST_NAMED) {
                problems.add(problem + " " + entry.id());
            }
            marked |= entry.mark() != null;
            before = entry;
        }

        private @Nullable String problem(ArchivedEntry entry) {
            if (!entry.isHashed()) {
                return "CHANGED";
            }
            ArchivedEntry last = before;
            if (last != null
                    && (entry.place() <= last.place()
                            || entry.place() == last.place() + 1
                                    && !entry.previousHash().equals(last.hash()))) {
                return "OUT_OF_CHAIN";
            }
            String mark = entry.mark();
            if (mark == null) {
                return marked ? "FORGED" : null;
            }
            return marks.same(HexFormat.of().parseHex(mark), marks.of(entry.written())) ? null : "FORGED";
        }
    }

    Checked check(Path file) throws IOException {
        Reading reading = new Reading();
        String month = "";
        try (InputStream content = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            String line = line(lines);
            TrailArchive.Head head = json.readValue(String.valueOf(line), TrailArchive.Head.class);
            if (!TrailArchive.KIND.equals(head.archive())) {
                return new Checked("", 0, List.of("NOT_AN_ARCHIVE"));
            }
            month = head.month();
            String next = line(lines);
            while (line != null && next != null) {
                reading.digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
                line = next;
                next = line(lines);
                if (next != null) {
                    reading.entry(line);
                }
            }
            if (!endsRightly(String.valueOf(line), month, reading)) {
                reading.problems.add("CUT_OFF");
            }
        } catch (JacksonException
                | IllegalArgumentException
                | java.util.zip.ZipException
                | java.io.EOFException broken) {
            reading.problems.add("NOT_AN_ARCHIVE");
        }
        return new Checked(month, reading.entries, List.copyOf(reading.problems));
    }

    /** The last line is the end of exactly what stands before it, and says so under the portal's mark. */
    private boolean endsRightly(String line, String month, Reading reading) {
        TrailArchive.End end = json.readValue(line, TrailArchive.End.class);
        String hash = HexFormat.of().formatHex(reading.digest.digest());
        return end.entries() == reading.entries
                && hash.equals(end.sha256())
                && marks.same(HexFormat.of().parseHex(end.mark()), marks.ofArchive(month, end.entries(), hash));
    }

    private static @Nullable String line(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line != null && line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("A line is longer than any entry");
        }
        return line;
    }
}
