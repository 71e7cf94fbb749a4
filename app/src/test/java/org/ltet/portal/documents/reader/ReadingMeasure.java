package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.corpus.PrintedBill;
import org.ltet.portal.documents.corpus.PrintedBill.Printed;
import org.ltet.portal.documents.corpus.PrintedCertificate;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;

/** Measures how well made-up documents are read, and prints a table: each kind and field, at each strength. */
final class ReadingMeasure {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    /** A kind of paper and how it is made from a seed. */
    private record Sort(String name, Kind kind, LongFunction<Printed> make) {}

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

        private void count(String truth, @Nullable Found found) {
            boolean sure = found != null && found.confidence() >= Found.TRUSTED;
            all++;
            if (found == null) {
                return;
            }
            if (found.value().equalsIgnoreCase(truth)) {
                right++;
                trusted += sure ? 1 : 0;
            } else {
                wrong++;
                doubted += sure ? 0 : 1;
            }
        }

        private String cell() {
            return String.format(
                            Locale.ROOT,
                            "%.1f %% (%d of %d, %d trusted)",
                            100.0 * right / Math.max(1, all),
                            right,
                            all,
                            trusted)
                    + (wrong == 0 ? "" : ", wrong " + wrong + ", doubted " + doubted);
        }
    }

    private final DocumentReader reader;
    private final @Nullable Path failures;
    private final Map<String, Map<FieldName, Map<Integer, Tally>>> tallies = new LinkedHashMap<>();
    private final Map<Integer, List<Long>> times = new LinkedHashMap<>();

    ReadingMeasure(DocumentReader reader, @Nullable Path failures) {
        this.reader = reader;
        this.failures = failures;
    }

    /** The bills of two makers that share nothing but what stands on them, and the other kinds of papers. */
    private static List<Sort> sorts(String maker) {
        List<Sort> sorts = new ArrayList<>();
        if (maker.equals("certificates")) {
            for (Kind kind :
                    List.of(Kind.MARK_SHEET, Kind.INCOME_CERTIFICATE, Kind.DISABILITY_CERTIFICATE, Kind.BANK_PROOF)) {
                sorts.add(new Sort(kind.name(), kind, seed -> PrintedCertificate.draw(kind, seed)));
            }
            return sorts;
        }
        for (Trade trade : Trade.values()) {
            sorts.add(new Sort(
                    trade.name(),
                    Kind.BILL,
                    maker.equals("drawn") ? seed -> drawn(trade, seed) : seed -> PrintedBill.draw(trade, seed)));
        }
        return sorts;
    }

    private static Printed drawn(Trade trade, long seed) {
        MadeUpBill bill = new MadeUpBill(trade, seed);
        return new Printed(Paper.draw(bill), bill.truth());
    }

    /**
     * @param strengths as "012"
     * @return of each field, over all kinds and strengths
     */
    Map<FieldName, Tally> measure(String maker, int count, long first, String strengths) throws IOException {
        Map<FieldName, Tally> all = new EnumMap<>(FieldName.class);
        for (int strength : strengths.chars().map(c -> c - '0').toArray()) {
            for (Sort sort : sorts(maker)) {
                for (long seed = first; seed < first + count; seed++) {
                    Printed paper = sort.make.apply(seed);
                    byte[] photo = PhonePhoto.take(paper.image(), strength, seed);
                    long begun = System.nanoTime();
                    ReadResult result = reader.read(photo, false, sort.kind, TODAY);
                    times.computeIfAbsent(strength, _ -> new ArrayList<>()).add(System.nanoTime() - begun);
                    String which = maker + "-" + sort.name + "-" + seed + "-" + strength;
                    for (Map.Entry<FieldName, String> truth : paper.truth().entrySet()) {
                        Found found = found(result, truth.getKey());
                        tally("all", truth.getKey(), strength).count(truth.getValue(), found);
                        tally(sort.name, truth.getKey(), strength).count(truth.getValue(), found);
                        all.computeIfAbsent(truth.getKey(), _ -> new Tally()).count(truth.getValue(), found);
                        tellIfWrong(which, truth, found, photo);
                    }
                }
            }
        }
        print(maker, strengths);
        return all;
    }

    private Tally tally(String sort, FieldName field, int strength) {
        return tallies.computeIfAbsent(sort, _ -> new EnumMap<>(FieldName.class))
                .computeIfAbsent(field, _ -> new LinkedHashMap<>())
                .computeIfAbsent(strength, _ -> new Tally());
    }

    private static @Nullable Found found(ReadResult result, FieldName field) {
        return result.fields().stream()
                .filter(one -> one.name() == field)
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("SystemOut")
    private void print(String maker, String strengths) {
        StringBuilder table = new StringBuilder("| " + maker + " | field |");
        strengths
                .chars()
                .forEach(c -> table.append(" strength ").append((char) c).append(" |"));
        table.append("\n|---|---|").append("---|".repeat(strengths.length())).append('\n');
        tallies.forEach((sort, fields) -> fields.forEach((field, row) -> {
            table.append("| ").append(sort).append(" | ").append(field).append(" |");
            row.values().forEach(tally -> table.append(' ').append(tally.cell()).append(" |"));
            table.append('\n');
        }));
        table.append("| seconds a page | mean, median, longest |");
        times.values().forEach(list -> {
            list.sort(null);
            table.append(String.format(
                    Locale.ROOT,
                    " %.2f, %.2f, %.2f |",
                    list.stream().mapToLong(Long::longValue).average().orElse(0) / 1e9,
                    list.get(list.size() / 2) / 1e9,
                    list.getLast() / 1e9));
        });
        System.out.println(table);
    }

    @SuppressWarnings("SystemOut")
    private void tellIfWrong(String which, Map.Entry<FieldName, String> truth, @Nullable Found found, byte[] photo)
            throws IOException {
        if (failures == null || found != null && found.value().equalsIgnoreCase(truth.getValue())) {
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "   %s %s is [%s], read %s%n",
                which,
                truth.getKey(),
                truth.getValue(),
                found == null ? "nothing" : String.format(Locale.ROOT, "[%s] %.2f", found.value(), found.confidence()));
        Files.write(failures.resolve(which + ".jpg"), photo);
    }
}
