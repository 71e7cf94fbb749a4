package org.ltet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long each page took once everybody had arrived, to the millisecond, and what failed at any time. */
final class Times {

    private static final int LONGEST = 60_000;
    private static final String ALL = "all pages";

    private final Duration ramp;
    private final Map<String, AtomicLongArray> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> broken = new ConcurrentHashMap<>();
    private volatile long measuredFrom;

    Times(Duration ramp) {
        this.ramp = ramp;
    }

    void begin() {
        measuredFrom = System.nanoTime() + ramp.toNanos();
    }

    void note(String page, int millis) {
        String phase = System.nanoTime() < measuredFrom ? "arriving: " : "";
        count(phase + page, millis);
        count(phase + ALL, millis);
    }

    void broken(String errand) {
        broken.computeIfAbsent(errand, _ -> new LongAdder()).increment();
    }

    private void count(String name, int millis) {
        counts.computeIfAbsent(name, _ -> new AtomicLongArray(LONGEST + 1))
                .incrementAndGet(Math.clamp(millis, 0, LONGEST));
    }

    /** Prints a table and keeps it as tab separated values: name, number, p50, p95, p99, longest. */
    void report(Path file) {
        StringBuilder lines = new StringBuilder();
        System.out.printf("%n%-36s %9s %7s %7s %7s %7s%n", "page (ms)", "number", "p50", "p95", "p99", "longest");
        new TreeMap<>(counts).forEach((name, found) -> {
            long[] of = new long[LONGEST + 1];
            Arrays.setAll(of, found::get);
            long number = Arrays.stream(of).sum();
            int[] shown = {
                quantile(of, number, 0.5),
                quantile(of, number, 0.95),
                quantile(of, number, 0.99),
                quantile(of, number, 1)
            };
            System.out.printf("%-36s %9d %7d %7d %7d %7d%n", name, number, shown[0], shown[1], shown[2], shown[3]);
            lines.append(name).append('\t').append(number);
            Arrays.stream(shown).forEach(value -> lines.append('\t').append(value));
            lines.append('\n');
        });
        long failures = broken.values().stream().mapToLong(LongAdder::sum).sum();
        System.out.printf("errands that failed: %d %s%n", failures, new TreeMap<>(broken));
        lines.append("failed\t").append(failures).append('\n');
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int quantile(long[] counts, long number, double share) {
        long wanted = Math.max(1, (long) Math.ceil(number * share));
        long seen = 0;
        for (int millis = 0; millis < counts.length; millis++) {
            seen += counts[millis];
            if (seen >= wanted) {
                return millis;
            }
        }
        return LONGEST;
    }
}
