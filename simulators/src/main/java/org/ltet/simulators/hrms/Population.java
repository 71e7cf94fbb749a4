package org.ltet.simulators.hrms;

import static org.ltet.simulators.hrms.Atlas.pick;
import static org.ltet.simulators.hrms.Life.between;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ltet.simulators.hrms.Person.Account;
import org.ltet.simulators.hrms.Person.Address;
import org.ltet.simulators.hrms.Person.Contact;
import org.ltet.simulators.hrms.Person.Employment;
import org.ltet.simulators.hrms.Person.Gender;
import org.ltet.simulators.hrms.Person.Posting;
import org.springframework.stereotype.Component;

/**
 * The people before any change: each is a pure function of the seed and their place in the list, so that a list of
 * any length needs no memory.
 */
@Component
final class Population {

    private static final long FIRST_NUMBER = 10000101;

    private final HrmsProperties properties;
    private final List<Person> personas;
    final Atlas atlas = new Atlas();

    Population(HrmsProperties properties) {
        this.properties = properties;
        this.personas = new Personas(atlas, this::lastModified).all();
    }

    int size() {
        return Math.max(properties.people(), personas.size());
    }

    String number(int index) {
        return index < personas.size()
                ? personas.get(index).number()
                : String.valueOf(FIRST_NUMBER + index - personas.size());
    }

    /** The first place whose number is greater than the given one. */
    int indexAfter(String number) {
        for (int index = 0; index < personas.size(); index++) {
            if (personas.get(index).number().compareTo(number) > 0) {
                return index;
            }
        }
        long next = Long.parseLong(number) + 1;
        return (int) Math.min(size(), personas.size() + Math.max(0, next - FIRST_NUMBER));
    }

    /** The place of a number, or -1 where nobody has it. */
    int indexOf(String number) {
        if (!number.matches("\\d{8}")) {
            return -1;
        }
        int candidate = indexAfter(String.valueOf(Long.parseLong(number) - 1));
        return candidate < size() && number(candidate).equals(number) ? candidate : -1;
    }

    /** Cheap on purpose: a delta asks it for everybody. All lie in the three years before the records' day. */
    Instant lastModified(int index) {
        long seconds = Math.floorMod(mix(index), Life.days(3) * 86_400L);
        return properties.asOf().atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(seconds + 1);
    }

    Person person(int index) {
        if (index < personas.size()) {
            return personas.get(index);
        }
        int place = index - personas.size();
        Person person = make(index);
        boolean bad = place % 10 == 3 && place / 10 < properties.badRecords();
        return bad ? person.bornOn(null) : person;
    }

    private Person make(int index) {
        RandomGenerator random = new SplittableRandom(mix(index));
        LocalDate asOf = properties.asOf();
        String number = number(index);
        Life life = Life.draw(asOf, random);
        Gender gender = random.nextInt(10) < 7 ? Gender.M : Gender.F;
        Atlas.Company company = atlas.anyCompany(random);
        Atlas.Location location = atlas.anyLocation(random);
        Atlas.Culture culture = atlas.cultureAt(location, random);
        String firstName = culture.firstName(gender, random);
        String lastName = pick(culture.family(), random);
        String grade = grade(random);
        Posting posting = new Posting(company.code(), pick(company.departments(), random), location.code());
        return new Person(
                number,
                firstName,
                lastName,
                gender,
                life.born(),
                life.died(),
                new Employment(life.joined(), life.ended(), life.status(), posting, grade, band(grade, random)),
                contact(number, firstName, lastName, location, random),
                Family.draw(number, lastName, gender, life, asOf, culture, random),
                account(atlas, number, firstName + " " + lastName, life.joined(), random),
                lastModified(index));
    }

    private static Contact contact(
            String number, String firstName, String lastName, Atlas.Location location, RandomGenerator random) {
        List<String> emails = new ArrayList<>();
        String mailbox = (firstName + "." + lastName).toLowerCase(Locale.ROOT);
        if (random.nextInt(100) < 92) {
            emails.add(mailbox + "." + number + "@example.org");
            if (random.nextInt(100) < 15) {
                emails.add(number + "@mail.example.com");
            }
        }
        return new Contact(List.copyOf(emails), mobile(number), address(location, random));
    }

    /** India keeps no numbers for fiction; these are told by 6000 and the end of the employee number. */
    static String mobile(String number) {
        return "6000" + number.substring(number.length() - 6);
    }

    static Address address(Atlas.Location location, RandomGenerator random) {
        Atlas.Locality locality = pick(location.localities(), random);
        String house = random.nextBoolean()
                ? "Flat " + between(random, 1, 15) + "0" + between(random, 1, 9)
                : "House " + between(random, 1, 240);
        String building = pick(
                List.of("Shanti Apartments", "Gulmohar Society", "Lake View", "Sai Krupa", "Green Park", "Ashirwad"),
                random);
        return new Address(
                house + ", " + building + ", " + locality.name(), location.city(), location.state(), locality.pin());
    }

    /**
     * The number holds the last seven digits of the employee number, so that no two people share one, and never ends
     * in 99xx, which the simulated bank treats specially.
     */
    static Account account(Atlas atlas, String number, String owner, LocalDate since, RandomGenerator random) {
        String ifsc = pick(atlas.branches, random);
        int length = Atlas.accountLength(ifsc);
        StringBuilder digits =
                new StringBuilder().append(between(random, 1, 10)).append(number.substring(1));
        while (digits.length() < length) {
            digits.append(between(random, 0, digits.length() == length - 3 ? 9 : 10));
        }
        return new Account(ifsc, digits.toString(), owner, since);
    }

    private static String grade(RandomGenerator random) {
        int share = random.nextInt(100);
        return share < 45 ? "W" : share < 75 ? "S" : share < 92 ? "O" : "M";
    }

    static String band(String grade, RandomGenerator random) {
        return switch (grade) {
            case "W" -> "B" + between(random, 1, 3);
            case "S" -> "B" + between(random, 3, 5);
            case "O" -> "B" + between(random, 5, 8);
            default -> "B" + between(random, 8, 11);
        };
    }

    /** SplitMix64's finaliser: neighbouring places get unrelated values. */
    private long mix(int index) {
        long z = properties.seed() + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
