package org.ltet.simulators.bank;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.bank.NeftLayout.Row;
import org.ltet.simulators.bank.Scenario.Fate;

/**
 * A NEFT text file, read by the layout that the bank was told; where it was told none, reference, amount and account are
 * found by the names of the columns in a heading line. It is answered by a text file of its own. A file that can be read
 * in neither way is kept and not answered.
 */
final class NeftFile {

    private static final List<String> DELIMITERS = List.of("|", ",", ";", "\t", "~", "^");
    private static final Set<String> REFERENCE =
            Set.of("reference", "endtoendid", "paymentreference", "customerreference", "transactionreference");
    private static final Set<String> AMOUNT = Set.of("amount", "transactionamount", "paymentamount");
    private static final Set<String> ACCOUNT =
            Set.of("account", "accountnumber", "beneficiaryaccount", "beneficiaryaccountnumber", "creditoraccount");

    private record Columns(String delimiter, int reference, int amount, int account) {}

    private final Transfer transfer;
    private final Ledger ledger;
    private final Scenario scenario;
    private final @Nullable NeftLayout layout;

    NeftFile(Transfer transfer, Ledger ledger, Scenario scenario, @Nullable NeftLayout layout) {
        this.transfer = transfer;
        this.ledger = ledger;
        this.scenario = scenario;
        this.layout = layout;
    }

    void process(Transfer.Received file) throws IOException {
        List<Row> rows = layout == null
                ? read(file.path())
                : layout.rows(Files.readAllLines(file.path(), StandardCharsets.UTF_8));
        if (rows.isEmpty()) {
            return;
        }
        String messageId = file.name();
        transfer.receive(file.read(messageId, rows.size()));
        Set<String> seen = new HashSet<>();
        List<Fate> fates = new ArrayList<>();
        for (Row row : rows) {
            fates.add(seen.add(row.reference()) ? Fate.ofAccount(row.account()) : Fate.DUPLICATE);
        }
        scenario.applyTo(fates);
        Path path = transfer.newAnswer();
        try (BufferedWriter answer = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            answer.write("reference,status,utr,amount,reason\n");
            for (int i = 0; i < rows.size(); i++) {
                answer.write(settle(messageId, rows.get(i), fates.get(i)) + "\n");
            }
        }
        transfer.answer(PaymentDesk.baseName(file.name()) + ".response.csv", path, scenario != Scenario.SILENT);
    }

    private String settle(String messageId, Row row, Fate fate) {
        if (fate.refused()) {
            return String.join(
                    ",", row.reference(), "REJECTED", "", row.amount().toPlainString(), fate.refusedFor);
        }
        var instruction = new Instruction("", "", row.reference(), row.amount(), "INR", "", row.account(), "");
        Ledger.Booking booking =
                ledger.pay(messageId, row.reference(), PaymentDesk.booked(instruction, fate), fate.returned());
        return String.join(
                ",",
                row.reference(),
                fate.returned() ? "RETURNED" : "PAID",
                booking.reference(),
                booking.amount().toPlainString(),
                fate.returnedFor);
    }

    private static List<Row> read(Path path) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            String heading = lines.readLine();
            Columns columns = heading == null ? new Columns("", -1, -1, -1) : columns(heading);
            if (columns.reference() < 0 || columns.amount() < 0 || columns.account() < 0) {
                return rows;
            }
            int needed = Math.max(columns.reference(), Math.max(columns.amount(), columns.account()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line, columns.delimiter());
                if (cells.size() > needed && cells.get(columns.amount()).matches("\\d+(\\.\\d+)?")) {
                    rows.add(new Row(
                            cells.get(columns.reference()),
                            new BigDecimal(cells.get(columns.amount())),
                            cells.get(columns.account())));
                }
            }
        }
        return rows;
    }

    private static Columns columns(String heading) {
        for (String delimiter : DELIMITERS) {
            List<String> names = cells(heading, delimiter).stream()
                    .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                    .toList();
            if (names.size() > 2) {
                return new Columns(delimiter, place(names, REFERENCE), place(names, AMOUNT), place(names, ACCOUNT));
            }
        }
        return new Columns("", -1, -1, -1);
    }

    private static int place(List<String> names, Set<String> wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> cells(String line, String delimiter) {
        return Arrays.stream(line.split(Pattern.quote(delimiter), -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }
}
