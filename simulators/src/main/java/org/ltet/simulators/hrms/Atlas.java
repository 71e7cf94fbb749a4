package org.ltet.simulators.hrms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What people are made from: companies, locations, names by culture, branch codes of banks. */
final class Atlas {

    record Company(String code, String name, int weight, List<String> departments) {}

    record Location(
            String code,
            String city,
            String state,
            String region,
            int weight,
            List<String> cultures,
            List<Locality> localities) {}

    record Locality(String name, String pin) {}

    record Culture(List<String> male, List<String> female, List<String> family) {

        String firstName(Person.Gender gender, RandomGenerator random) {
            return pick(gender == Person.Gender.M ? male : female, random);
        }
    }

    /** Digits of an account number at each bank; its customers' accounts are made to that length. */
    private static final Map<String, Integer> ACCOUNT_LENGTH = Map.of(
            "SBIN", 11, "HDFC", 14, "ICIC", 12, "UTIB", 15, "BARB", 14, "CNRB", 13, "PUNB", 16, "UBIN", 15, "BKID", 15,
            "UCBA", 14);

    final List<Company> companies;
    final List<Location> locations;
    final List<String> branches;
    private final Map<String, Culture> cultures;
    private final List<Culture> allCultures;

    Atlas() {
        companies = rows("companies.csv").stream()
                .map(row -> new Company(row[0], row[1], Integer.parseInt(row[2]), List.of(row[3].split(";"))))
                .toList();
        locations = rows("places.csv").stream()
                .map(row -> new Location(
                        row[0],
                        row[1],
                        row[2],
                        row[3],
                        Integer.parseInt(row[4]),
                        List.of(row[5].split(" ")),
                        Arrays.stream(row[6].split(";"))
                                .map(pair -> pair.split("="))
                                .map(pair -> new Locality(pair[0], pair[1]))
                                .toList()))
                .toList();
        cultures = rows("names.csv").stream()
                .collect(Collectors.toMap(
                        row -> row[0],
                        row -> new Culture(words(row[1]), words(row[2]), words(row[3])),
                        (one, other) -> one,
                        LinkedHashMap::new));
        allCultures = List.copyOf(cultures.values());
        branches = words(text("branches.txt"));
    }

    Company company(String code) {
        return companies.stream()
                .filter(company -> company.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no company " + code));
    }

    Location location(String code) {
        return locations.stream()
                .filter(location -> location.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no location " + code));
    }

    Company anyCompany(RandomGenerator random) {
        int left = random.nextInt(companies.stream().mapToInt(Company::weight).sum());
        for (Company company : companies) {
            left -= company.weight();
            if (left < 0) {
                return company;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    Location anyLocation(RandomGenerator random) {
        int left = random.nextInt(locations.stream().mapToInt(Location::weight).sum());
        for (Location location : locations) {
            left -= location.weight();
            if (left < 0) {
                return location;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** Three in four people come from where they work. */
    Culture cultureAt(Location location, RandomGenerator random) {
        return random.nextInt(4) < 3
                ? Objects.requireNonNull(cultures.get(pick(location.cultures(), random)))
                : pick(allCultures, random);
    }

    static int accountLength(String ifsc) {
        return ACCOUNT_LENGTH.getOrDefault(ifsc.substring(0, 4), 11);
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String[]> rows(String name) {
        return text(name).lines().skip(1).map(line -> line.split(",")).toList();
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Atlas.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
