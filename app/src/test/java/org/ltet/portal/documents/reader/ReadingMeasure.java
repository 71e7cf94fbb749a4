package org.ltet.portal.documents.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.documents.fields.Found;
import org.ltet.portal.documents.fields.Kind;

/** Measures how well made-up bills are read, and prints a table: bench/run-documents. */
public final class ReadingMeasure {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private static final class Tally {
        int all;
        int right;
        int wrong;
        int wrongDoubted;
        int rightTrusted;
    }

    private ReadingMeasure() {}

    /** @param arguments folder of the language data, bills of each trade, first seed */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        long first = Long.parseLong(arguments[2]);
        boolean verbose = arguments.length > 3;
        int least = verbose ? Integer.parseInt(arguments[3]) : 0;
        int most = verbose ? Integer.parseInt(arguments[4]) : 4;
        System.out.println("| strength | field | exact | wrong, of them doubted | right and trusted |");
        System.out.println("|---|---|---|---|---|");
        try (DocumentReader reader = new DocumentReader(Path.of(arguments[0]), "eng", 40_000_000)) {
            for (int strength = least; strength <= most; strength++) {
                Map<FieldName, Tally> tallies = new EnumMap<>(FieldName.class);
                long started = System.nanoTime();
                long reading = 0;
                int pages = 0;
                for (MadeUpBill.Trade trade : MadeUpBill.Trade.values()) {
                    for (long seed = first; seed < first + count; seed++) {
                        MadeUpBill bill = new MadeUpBill(trade, seed);
                        byte[] photo = PhonePhoto.take(Paper.draw(bill), strength, seed);
                        long begun = System.nanoTime();
                        ReadResult result = reader.read(photo, false, Kind.BILL, TODAY);
                        reading += System.nanoTime() - begun;
                        pages++;
                        for (Map.Entry<FieldName, String> truth : bill.truth().entrySet()) {
                            count(tallies, truth, result, trade + " " + seed + " s" + strength, verbose);
                        }
                        if (verbose && !result.clarity().defects().isEmpty()) {
                            System.out.println("   clarity " + trade + " " + seed + " "
                                    + result.clarity().defects());
                        }
                    }
                }
                for (Map.Entry<FieldName, Tally> entry : tallies.entrySet()) {
                    Tally tally = entry.getValue();
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %s | %.1f %% of %d | %d, %d | %.1f %% |%n",
                            strength,
                            entry.getKey(),
                            100.0 * tally.right / tally.all,
                            tally.all,
                            tally.wrong,
                            tally.wrongDoubted,
                            100.0 * tally.rightTrusted / Math.max(1, tally.right));
                }
                System.out.printf(Locale.ROOT, "| %d | seconds a page | %.2f | | |%n", strength, reading / 1e9 / pages);
                Objects.checkIndex(0, started > 0 ? 1 : 2);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void count(
            Map<FieldName, Tally> tallies,
            Map.Entry<FieldName, String> truth,
            ReadResult result,
            String which,
            boolean verbose) {
        Tally tally = tallies.computeIfAbsent(truth.getKey(), key -> new Tally());
        Found found = result.fields().stream()
                .filter(one -> one.name() == truth.getKey())
                .findFirst()
                .orElse(null);
        tally.all++;
        if (found != null && found.value().equalsIgnoreCase(truth.getValue())) {
            tally.right++;
            if (found.confidence() >= Found.TRUSTED) {
                tally.rightTrusted++;
            }
            return;
        }
        if (found != null) {
            tally.wrong++;
            if (found.confidence() < Found.TRUSTED) {
                tally.wrongDoubted++;
            }
        }
        if (verbose) {
            System.out.println("   " + which + " " + truth.getKey() + " is [" + truth.getValue() + "] read "
                    + (found == null ? "nothing" : "[" + found.value() + "] " + found.confidence()));
        }
    }
}
