package org.ltet.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Members who apply with papers and reviewers who decide, without pause, until the file {@code stop} lies in the folder.
 * Every request is a line of {@code requests.tsv}; every handing-in that was answered with a number one of
 * {@code acknowledged.tsv}, with how many papers the portal had taken; one whose answer never came one of
 * {@code unanswered.tsv}. What fails ends the journey, as with a person who starts afresh.
 */
public final class Journeys {

    /** Between two journeys of a person, in milliseconds. */
    private static final int PAUSE = Integer.getInteger("pause", 500);

    private static final Pattern VERSION = Pattern.compile("name=\"_version\" value=\"(\\d+)\"");
    private static final Pattern NUMBER = Pattern.compile("LTET/[0-9-]+/S13/[0-9]+");
    private static final Pattern APPLICATION = Pattern.compile(".*/applications/([0-9a-f-]{36}).*");
    private static final Pattern DECISION =
            Pattern.compile("action=\"(/review/[0-9a-f-]{36}/(?:forward|approve))\" id");

    private final Path folder;
    private final PrintWriter acknowledged;
    private final PrintWriter unanswered;

    private Journeys(Path folder) throws IOException {
        this.folder = folder;
        acknowledged = new PrintWriter(Files.newBufferedWriter(folder.resolve("acknowledged.tsv")), true);
        unanswered = new PrintWriter(Files.newBufferedWriter(folder.resolve("unanswered.tsv")), true);
    }

    /** @param arguments address, folder with members and reviewers (number and level, a line each) */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Journeys journeys = new Journeys(folder);
        List<Thread> people = new ArrayList<>();
        try (PrintWriter requests = new PrintWriter(Files.newBufferedWriter(folder.resolve("requests.tsv")), true)) {
            for (String number : Files.readAllLines(folder.resolve("members"))) {
                Visitor member = new Visitor(arguments[0], number, false, requests);
                people.add(Thread.ofPlatform().start(() -> journeys.repeat(member, journeys::apply)));
            }
            for (String line : Files.readAllLines(folder.resolve("reviewers"))) {
                String[] one = line.split(" ");
                Visitor reviewer = new Visitor(arguments[0], one[0], true, requests);
                people.add(Thread.ofPlatform()
                        .start(() -> journeys.repeat(reviewer, visitor -> review(visitor, one[1]))));
            }
            for (Thread person : people) {
                person.join();
            }
        }
    }

    private interface Journey {
        void walk(Visitor visitor) throws Visitor.Failed, InterruptedException;
    }

    private void repeat(Visitor visitor, Journey journey) {
        while (!Files.exists(folder.resolve("stop"))) {
            try {
                visitor.signedIn();
                journey.walk(visitor);
                Thread.sleep(PAUSE);
            } catch (Visitor.Failed failed) {
                pause(1000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply(Visitor member) throws Visitor.Failed {
        LocalDate discharge = LocalDate.now().minusDays(20);
        member.open("schemes", "/schemes");
        member.open("scheme", "/schemes/S13");
        String beneficiary = member.found(
                member.open("begin", "/applications/new?scheme=S13"),
                Pattern.compile("name=\"beneficiary\" value=\"([^\"]+)\""));
        String next = member.send("begun", "/applications/new", Map.of("scheme", "S13", "beneficiary", beneficiary));
        Matcher id = APPLICATION.matcher(next);
        if (!id.matches()) {
            throw member.failed("begun", "led to " + next);
        }
        String edit = "/applications/" + id.group(1) + "/edit/";
        save(
                member,
                edit + "details/stay",
                Map.of(
                        "hospital", "Jeevan Jyoti Hospital",
                        "surgery", "Hernia repair",
                        "listedDisease", "false",
                        "admissionDate", discharge.minusDays(3).toString(),
                        "dischargeDate", discharge.toString()));
        bill(member, edit, "ROOM_RENT", discharge, Map.of("claimed", "9,000", "quantity", "3"));
        bill(member, edit, "SURGEON", discharge, Map.of("claimed", "41,000"));
        save(member, edit + "bills", Map.of());
        member.open("papers", edit + "documents");
        member.upload("paper sent", edit + "documents/HOSPITAL_BILL", Paper.scanned());
        member.upload("paper sent", edit + "documents/DISCHARGE_SUMMARY", Paper.scanned());
        String bank = member.open("account", edit + "bank");
        member.send(
                "account saved",
                edit + "bank",
                Map.of(
                        "_version", member.found(bank, VERSION),
                        "_then", "next",
                        "bankAccount",
                                member.found(bank, Pattern.compile("name=\"bankAccount\" value=\"([^\"]+)\""))));
        String version = member.found(member.open("summary", edit + "review"), VERSION);
        handIn(member, id.group(1), edit, version);
        member.open("own applications", "/applications");
        member.open("notices", "/inbox");
    }

    private void handIn(Visitor member, String id, String edit, String version) throws Visitor.Failed {
        try {
            member.send("handed in", edit + "review", Map.of("_version", version, "declared", "yes"));
        } catch (Visitor.Failed failed) {
            unanswered.println(id);
            throw failed;
        }
        // the answer that it was taken is the acknowledgement; its number is read from the next page that comes
        String number = "";
        for (int tries = 0; number.isEmpty() && tries < 60; tries++) {
            try {
                Matcher shown = NUMBER.matcher(member.open("tracking", "/applications/" + id));
                number = shown.find() ? shown.group() : "none";
            } catch (Visitor.Failed failed) {
                pause(1000);
            }
        }
        acknowledged.println(id + "\t" + number + "\t2");
    }

    private static void save(Visitor member, String path, Map<String, String> fields) throws Visitor.Failed {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("_version", member.found(member.open("form", path), VERSION));
        all.put("_then", "next");
        member.send("form saved", path, all);
    }

    private static void bill(Visitor member, String edit, String head, LocalDate day, Map<String, String> amounts)
            throws Visitor.Failed {
        String page = member.open("bill", edit + "bills/new?head=" + head);
        Map<String, String> fields = new java.util.HashMap<>(amounts);
        fields.put("head", head);
        fields.put("billNumber", head.charAt(0) + "-" + ThreadLocalRandom.current().nextInt(1, 2_000_000_000));
        fields.put("billDate", day.toString());
        fields.put("vendor", "Jeevan Jyoti Hospital");
        fields.put("_version", member.found(page, VERSION));
        fields.put("_then", "next");
        member.send("bill saved", edit + "bills/new", fields);
    }

    private static void review(Visitor reviewer, String level) throws Visitor.Failed {
        reviewer.open("queue", "/review?level=" + level);
        String next = reviewer.send("taken", "/review/next", Map.of("level", level));
        if (!next.matches(".*/review/[0-9a-f-]{36}$")) {
            pause(500);
            return;
        }
        String page = reviewer.open("file", next.substring(next.indexOf("/review/")));
        Matcher decision = DECISION.matcher(page);
        if (!decision.find()) {
            pause(500);
            return;
        }
        Matcher payable = Pattern.compile("name=\"expectedPayable\" value=\"([^\"]+)\"").matcher(page);
        reviewer.send(
                "decided",
                decision.group(1),
                Map.of(
                        "version", reviewer.found(page, Pattern.compile("name=\"version\" value=\"(\\d+)\"")),
                        "expectedPayable", payable.find() ? payable.group(1) : ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
