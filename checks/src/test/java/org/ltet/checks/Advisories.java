package org.ltet.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The faults of libraries that we know of, kept by hand in security/advisories.txt: one line each, with the versions
 * that have it.
 */
record Advisories(LocalDate reviewed, List<Entry> entries) {

    static final int FRESH_DAYS = 30;

    private static final String REVIEWED = "reviewed ";
    private static final Pattern ACCEPTED = Pattern.compile("accepted until (\\d{4}-\\d{2}-\\d{2}): \\S.{20,}");

    /**
     * One fault.
     *
     * @param artifact "group:name"; a name of * stands for all of the group
     * @param versions such as "[11.0.0,11.0.29)": square brackets include the end, round ones do not
     * @param accepted the last day on which it may be shipped all the same; long ago where it may not
     */
    record Entry(String id, String artifact, String versions, String words, LocalDate accepted) {

        boolean isOf(Bom.Part part) {
            return (artifact.equals(part.coordinates()) || artifact.equals(part.group() + ":*"))
                    && isIn(part.version());
        }

        private boolean isIn(String version) {
            String[] ends = versions.substring(1, versions.length() - 1).split(",", -1);
            int low = ends[0].isBlank() ? 1 : ORDER.compare(version, ends[0].strip());
            int high = ends[1].isBlank() ? -1 : ORDER.compare(version, ends[1].strip());
            return (low > 0 || low == 0 && versions.startsWith("["))
                    && (high < 0 || high == 0 && versions.endsWith("]"));
        }

        @Override
        public String toString() {
            return id + " (" + words + ")";
        }
    }

    /** As Maven orders them: numbers by value, and a qualifier such as RC1 before the release. */
    private static final Comparator<String> ORDER = (one, other) -> {
        List<String> left = pieces(one);
        List<String> right = pieces(other);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = comparePieces(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    };

    static Advisories read() {
        try {
            return parse(Files.readAllLines(Build.ROOT.resolve("security/advisories.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Advisories parse(List<String> lines) {
        LocalDate reviewed = LocalDate.MIN;
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(REVIEWED)) {
                reviewed = LocalDate.parse(line.substring(REVIEWED.length()).strip());
                continue;
            }
            String[] parts = line.split("\\|", -1);
            if (parts.length < 4 || parts.length > 5 || !parts[2].strip().matches("[\\[(][^,]*,[^,]*[\\])]")) {
                throw new IllegalStateException("Not a line of advisories: " + line);
            }
            LocalDate accepted = parts.length == 5 ? accepted(parts[4].strip()) : LocalDate.MIN;
            entries.add(new Entry(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip(), accepted));
        }
        return new Advisories(reviewed, entries);
    }

    private static LocalDate accepted(String text) {
        Matcher matcher = ACCEPTED.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("A fault is accepted until a day and for a reason: " + text);
        }
        return LocalDate.parse(matcher.group(1));
    }

    /** What stands against this part today. */
    List<Entry> against(Bom.Part part) {
        return entries.stream()
                .filter(entry -> entry.isOf(part) && entry.accepted().isBefore(today()))
                .toList();
    }

    long daysSinceReview() {
        return ChronoUnit.DAYS.between(reviewed, today());
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Kolkata"));
    }

    private static List<String> pieces(String version) {
        return List.of(version.toLowerCase(Locale.ROOT)
                .replaceAll("\\.?(final|release|ga)$", "")
                .split("[.-]", -1));
    }

    private static int comparePieces(String one, String other) {
        boolean number = one.matches("\\d{1,18}");
        boolean otherNumber = other.matches("\\d{1,18}");
        if (number && otherNumber) {
            return Long.compare(Long.parseLong(one), Long.parseLong(other));
        }
        if (number != otherNumber) {
            return number ? 1 : -1;
        }
        return one.compareTo(other);
    }
}
