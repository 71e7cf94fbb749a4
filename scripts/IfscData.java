import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Turns the data files of the npm package "ifsc" (MIT, Razorpay; the branch codes the Reserve Bank of India publishes)
 * into the one small file the portal reads. Run it when a new list of branches is published:
 *
 * <pre>
 * npm pack ifsc@2.0.50 && tar xzf ifsc-2.0.50.tgz
 * java scripts/IfscData.java package app/src/main/resources/people/ifsc.txt.gz
 * </pre>
 *
 * The result has one line for each bank, "HDFC|HDFC Bank|1-9,11,CAACOB": its code, its name and the branch parts of
 * its codes, numeric ones as ranges and without leading zeros; then one line for each branch that another bank uses
 * through it, "=HDFC0CAACOB|AACX", and one for each such bank's name, "+AACX|Akhand Anand Co.op Bank".
 */
public class IfscData {

    private static final Pattern BANK = Pattern.compile("\"([A-Z0-9]{4})\"\\s*:\\s*\\[([^\\]]*)\\]");
    private static final Pattern PAIR = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0], "src");
        Path target = Path.of(arguments[1]);
        Map<String, String> names = pairs(source.resolve("banknames.json"));
        Map<String, String> usedBy = pairs(source.resolve("sublet.json"));
        pairs(source.resolve("custom-sublets.json")).forEach((code, bank) -> {
            if (code.length() == 11) {
                usedBy.put(code, bank);
            }
        });
        List<String> lines = new ArrayList<>();
        Matcher banks = BANK.matcher(Files.readString(source.resolve("IFSC.json")));
        TreeMap<String, String> byCode = new TreeMap<>();
        while (banks.find()) {
            byCode.put(banks.group(1), branches(banks.group(2)));
        }
        byCode.forEach((code, branches) -> lines.add(code + "|" + names.getOrDefault(code, "") + "|" + branches));
        usedBy.forEach((ifsc, bank) -> lines.add("=" + ifsc + "|" + bank));
        new TreeSet<>(usedBy.values())
                .forEach(bank -> lines.add("+" + bank + "|" + names.getOrDefault(bank, "")));
        Files.createDirectories(target.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target)) {
            {
                def.setLevel(9);
            }
        }) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        System.out.println(byCode.size() + " banks, " + usedBy.size() + " branches used by another bank");
    }

    private static String branches(String list) {
        TreeSet<Integer> numbers = new TreeSet<>();
        TreeSet<String> words = new TreeSet<>();
        for (String item : list.split(",")) {
            String code = item.strip().replace("\"", "");
            if (code.matches("[0-9]{1,6}")) {
                numbers.add(Integer.valueOf(code));
            } else {
                words.add(code);
            }
        }
        List<String> parts = new ArrayList<>();
        Integer first = null;
        Integer last = null;
        for (Integer number : numbers) {
            if (last != null && number == last + 1) {
                last = number;
                continue;
            }
            if (first != null) {
                parts.add(first.equals(last) ? first.toString() : first + "-" + last);
            }
            first = number;
            last = number;
        }
        if (first != null) {
            parts.add(first.equals(last) ? first.toString() : first + "-" + last);
        }
        parts.addAll(words);
        return String.join(",", parts);
    }

    private static TreeMap<String, String> pairs(Path json) throws IOException {
        TreeMap<String, String> result = new TreeMap<>();
        Matcher matcher = PAIR.matcher(Files.readString(json));
        while (matcher.find()) {
            result.put(matcher.group(1), matcher.group(2).replace("\\\"", "\""));
        }
        return result;
    }
}
