package org.ltet.portal.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/**
 * The published list of bank branches (PRO-2), held in memory: about 177,000 codes in two megabytes. The list and its
 * origin are described in docs/operations/ifsc-data.md.
 */
@Component
public class Ifsc {

    private static final String LIST = "/people/ifsc.txt.gz";
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final int BRANCH_STARTS = 5;

    /** The branch parts of one bank's codes, read as numbers of base 36, in order. */
    private record Bank(String name, long[] branches) {}

    private final Map<String, Bank> banks = new HashMap<>();
    private final Map<String, String> usedBy = new HashMap<>();
    private final Map<String, String> nameOfUser = new HashMap<>();

    public Ifsc() {
        InputStream list = Objects.requireNonNull(Ifsc.class.getResourceAsStream(LIST), LIST);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(list), StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        String[] parts = line.split("\\|", -1);
        switch (line.charAt(0)) {
            case '=' -> usedBy.put(parts[0].substring(1), parts[1]);
            case '+' -> nameOfUser.put(parts[0].substring(1), parts[1]);
            default -> banks.put(parts[0], new Bank(parts[1].isEmpty() ? parts[0] : parts[1], branches(parts[2])));
        }
    }

    private static long[] branches(String list) {
        return Arrays.stream(list.split(","))
                .flatMapToLong(Ifsc::codes)
                .sorted()
                .toArray();
    }

    private static LongStream codes(String item) {
        int dash = item.indexOf('-');
        if (dash > 0) {
            return LongStream.rangeClosed(
                            Long.parseLong(item.substring(0, dash)), Long.parseLong(item.substring(dash + 1)))
                    .map(number -> Long.parseLong(Long.toString(number), Character.MAX_RADIX));
        }
        return LongStream.of(Long.parseLong(item, Character.MAX_RADIX));
    }

    /** The branch of a code as typed, in either case and with spaces around it; empty where no branch has it. */
    public Optional<Branch> branch(String typed) {
        String ifsc = typed.strip().toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(ifsc).matches()) {
            return Optional.empty();
        }
        String code = ifsc.substring(0, 4);
        String branch = ifsc.substring(BRANCH_STARTS);
        Bank bank = banks.get(code);
        if (bank == null || Arrays.binarySearch(bank.branches(), Long.parseLong(branch, Character.MAX_RADIX)) < 0) {
            return Optional.empty();
        }
        String user = usedBy.getOrDefault(ifsc, "");
        String userName = nameOfUser.getOrDefault(user, "");
        return Optional.of(
                userName.isEmpty()
                        ? new Branch(ifsc, code, bank.name(), branch)
                        : new Branch(ifsc, user, userName, branch));
    }
}
