package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.corpus.PrintedBill;
import org.ltet.portal.documents.corpus.PrintedBill.Printed;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;

/** Measures how well made-up bills are read, and prints a table. */
final class ReadingMeasure {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final int STRENGTHS = 5;

    /** Bills by two makers that share nothing but what stands on the bills. */
    private static final Map<String, BiFunction<Trade, Long, Printed>> MAKERS = Map.of(
            "drawn",
            (trade, seed) -> {
                MadeUpBill bill = new MadeUpBill(trade, seed);
                return new Printed(Paper.draw(bill), bill.truth());
            },
            "printed",
            PrintedBill::draw);

    /** How often a field was read right, and whether wrong values were doubted. */
    static final class Tally {
        private int all;
        private int right;
        private int trusted;
        private int wrong;
        private int doubted;

        int all() {
            return all;
        }

        int right() {
            return right;
        }

        /** Wrong, and said as if it were right. */
        int wrongAndTrusted() {
            return wrong - doubted;
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "%.1f %% (%d of %d) | %d | %d | %.0f %%",
                    100.0 * right / all,
                    right,
                    all,
                    wrong,
                    doubted,
                    100.0 * trusted / Math.max(1, right));
        }
    }

    private final DocumentReader reader;
    private final @Nullable Path failures;
    private final Map<FieldName, Tally> all = new EnumMap<>(FieldName.class);

    ReadingMeasure(DocumentReader reader, @Nullable Path failures) {
        this.reader = reader;
        this.failures = failures;
    }

    /** @param strengths as "012" */
    @SuppressWarnings("SystemOut")
    Map<FieldName, Tally> measure(String maker, int count, long first, String strengths) throws IOException {
        BiFunction<Trade, Long, Printed> make = MAKERS.getOrDefault(maker, PrintedBill::draw);
        System.out.println(
                "| strength | field | exactly right | wrong | of these doubted | of the right ones trusted |");
        System.out.println("|---|---|---|---|---|---|");
        for (int strength = 0; strength < STRENGTHS; strength++) {
            if (strengths.indexOf('0' + strength) < 0) {
                continue;
            }
            Map<FieldName, Tally> tallies = new EnumMap<>(FieldName.class);
            List<Long> times = new ArrayList<>();
            for (long seed = first; seed < first + count; seed++) {
                for (Trade trade : Trade.values()) {
                    Printed bill = make.apply(trade, seed);
                    byte[] photo = PhonePhoto.take(bill.image(), strength, seed);
                    long begun = System.nanoTime();
                    ReadResult result = reader.read(photo, false, Kind.BILL, TODAY);
                    times.add(System.nanoTime() - begun);
                    String which = maker + "-" + trade + "-" + seed + "-" + strength;
                    count(tallies, bill, result, which, photo);
                }
            }
            for (Map.Entry<FieldName, Tally> entry : tallies.entrySet()) {
                System.out.printf(
                        "| %d | %s | %s |%n",
                        strength, entry.getKey(), entry.getValue().row());
            }
            times.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | seconds a page | mean %.2f, median %.2f, longest %.2f | | | |%n",
                    strength,
                    times.stream().mapToLong(Long::longValue).average().orElse(0) / 1e9,
                    times.get(times.size() / 2) / 1e9,
                    times.getLast() / 1e9);
        }
        for (Map.Entry<FieldName, Tally> entry : all.entrySet()) {
            System.out.printf(
                    "| %s | %s | %s |%n",
                    strengths, entry.getKey(), entry.getValue().row());
        }
        return all;
    }

    private void count(Map<FieldName, Tally> tallies, Printed bill, ReadResult result, String which, byte[] photo)
            throws IOException {
        for (Map.Entry<FieldName, String> truth : bill.truth().entrySet()) {
            Found found = result.fields().stream()
                    .filter(one -> one.name() == truth.getKey())
                    .findFirst()
                    .orElse(null);
            count(tallies.computeIfAbsent(truth.getKey(), key -> new Tally()), truth.getValue(), found);
            count(all.computeIfAbsent(truth.getKey(), key -> new Tally()), truth.getValue(), found);
            if (failures != null && (found == null || !found.value().equalsIgnoreCase(truth.getValue()))) {
                tell(which, truth, found);
                Files.write(failures.resolve(which + ".jpg"), photo);
            }
        }
    }

    private static void count(Tally tally, String truth, @Nullable Found found) {
        boolean trusted = found != null && found.confidence() >= Found.TRUSTED;
        tally.all++;
        if (found == null) {
            return;
        }
        if (found.value().equalsIgnoreCase(truth)) {
            tally.right++;
            tally.trusted += trusted ? 1 : 0;
        } else {
            tally.wrong++;
            tally.doubted += trusted ? 0 : 1;
        }
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String which, Map.Entry<FieldName, String> truth, @Nullable Found found) {
        System.out.printf(
                Locale.ROOT,
                "   %s %s is [%s], read %s%n",
                which,
                truth.getKey(),
                truth.getValue(),
                found == null ? "nothing" : String.format(Locale.ROOT, "[%s] %.2f", found.value(), found.confidence()));
    }
}
