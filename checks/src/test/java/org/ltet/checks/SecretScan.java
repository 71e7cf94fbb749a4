package org.ltet.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for secrets in text that git keeps: things that have the shape of a key, and values that are given to something
 * named like a secret and look made by chance.
 */
final class SecretScan {

    /** One thing found. */
    record Found(String rule, String place, String value) {

        @Override
        public String toString() {
            return rule + " in " + place + ": " + value.substring(0, Math.min(6, value.length())) + "...";
        }
    }

    private static final Map<String, Pattern> SHAPES = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("private key", Pattern.compile("-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----\\s*[A-Za-z0-9+/=]")),
            Map.entry("AWS key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b")),
            Map.entry("GitHub token", Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36,}\\b")),
            Map.entry("GitLab token", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}\\b")),
            Map.entry("Slack token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}\\b")),
            Map.entry("Google key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}\\b")),
            Map.entry("key of an authenticator app", Pattern.compile("\\b[A-Z2-7]{32}\\b")),
            Map.entry("payment key", Pattern.compile("\\b(?:sk|rk|rzp)_live_[0-9a-zA-Z]{10,}\\b")),
            Map.entry("JWT", Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\b")),
            Map.entry(
                    "password in an address",
                    Pattern.compile(
                            "\\b[a-z][a-z0-9+]{1,15}://[^/\\s:@\"'$]{1,60}:([^/\\s:@\"'${}]{3,60})@[A-Za-z0-9]"))));

    /** Something named like a secret, and the value that it gets in quotes or to the end of a line of settings. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?"
                    + "[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?([A-Za-z0-9+/=_\\-.~!@#%^&*]{12,200})[\"']?\\s{0,3}(?:[,;)}\\]]|$)");

    /** Bits for each character: English words in a value stay below it, keys of random characters above. */
    private static final double RANDOM = 3.5;

    private static final int LONGEST_LINE = 2_000;

    private final List<Found> found = new ArrayList<>();

    /** Files that git keeps in this work tree, as they are now. */
    static List<Found> ofTree(Path root) throws IOException, InterruptedException {
        SecretScan scan = new SecretScan();
        for (String name : new TreeSet<>(lines(root, "ls-files", "--cached", "--others", "--exclude-standard"))) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file) && isText(file)) {
                int number = 0;
                for (String line :
                        Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                    scan.line(name + ":" + ++number, line);
                }
            }
        }
        return scan.found;
    }

    /** Every line that any commit ever added. */
    static List<Found> ofHistory(Path root) throws IOException, InterruptedException {
        SecretScan scan = new SecretScan();
        Process git = git(root, "log", "--all", "--no-color", "--unified=0", "--format=commit %h", "-p");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
            String commit = "";
            String file = "";
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("commit ")) {
                    commit = line.substring("commit ".length());
                } else if (line.startsWith("+++ ")) {
                    file = line.substring("+++ ".length()).replaceFirst("^b/", "");
                } else if (line.startsWith("+")) {
                    scan.line(commit + " " + file, line.substring(1));
                }
            }
        }
        if (git.waitFor() != 0) {
            throw new IOException("git log failed in " + root);
        }
        return scan.found;
    }

    private void line(String place, String line) {
        if (line.length() > LONGEST_LINE) {
            for (int start = 0; start < line.length(); start += LONGEST_LINE / 2) {
                piece(place, line.substring(start, Math.min(line.length(), start + LONGEST_LINE)));
            }
        } else {
            piece(place, line);
        }
    }

    private void piece(String place, String line) {
        SHAPES.forEach((rule, shape) -> {
            Matcher matcher = shape.matcher(line);
            while (matcher.find()) {
                found.add(new Found(rule, place, matcher.group(matcher.groupCount())));
            }
        });
        Matcher named = NAMED.matcher(line);
        while (named.find()) {
            String value = named.group(1);
            if (entropy(value) >= RANDOM && value.chars().anyMatch(Character::isDigit)) {
                found.add(new Found("value of a secret", place, value));
            }
        }
    }

    /** Shannon's measure, in bits for each character. */
    static double entropy(String text) {
        double entropy = 0;
        for (long count : text.chars()
                .boxed()
                .collect(java.util.stream.Collectors.groupingBy(c -> c, java.util.stream.Collectors.counting()))
                .values()) {
            double share = (double) count / text.length();
            entropy -= share * Math.log(share) / Math.log(2);
        }
        return entropy;
    }

    private static boolean isText(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < Math.min(content.length, 8_000); i++) {
            if (content[i] == 0) {
                return false;
            }
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(new String(content, StandardCharsets.UTF_8))
                && java.util.Arrays.equals(
                        new String(content, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), content);
    }

    private static List<String> lines(Path root, String... arguments) throws IOException, InterruptedException {
        Process git = git(root, arguments);
        List<String> lines;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
            lines = output.lines().toList();
        }
        if (git.waitFor() != 0) {
            throw new IOException("git " + arguments[0] + " failed in " + root);
        }
        return lines;
    }

    static Process git(Path root, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString(), "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
