package org.ltet.simulators.hrms;

import static org.ltet.simulators.hrms.Life.between;
import static org.ltet.simulators.hrms.Life.days;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ltet.simulators.hrms.Person.Gender;
import org.ltet.simulators.hrms.Person.Relation;
import org.ltet.simulators.hrms.Person.Relative;

/** Draws a family whose ages agree: children at least twenty years younger than both parents. */
final class Family {

    private final String number;
    private final List<Relative> members = new ArrayList<>();

    private Family(String number) {
        this.number = number;
    }

    static List<Relative> draw(
            String number,
            String lastName,
            Gender gender,
            Life life,
            LocalDate asOf,
            Atlas.Culture culture,
            RandomGenerator random) {
        Family family = new Family(number);
        family.addSpouseAndChildren(lastName, gender, life, asOf, culture, random);
        family.addParents(lastName, gender, life, asOf, culture, random);
        return List.copyOf(family.members);
    }

    private void addSpouseAndChildren(
            String lastName, Gender gender, Life life, LocalDate asOf, Atlas.Culture culture, RandomGenerator random) {
        LocalDate lastDay = life.lastDay(asOf);
        LocalDate married = life.born().plusDays(between(random, days(24), days(32)));
        if (married.isAfter(lastDay) || random.nextInt(100) < 8) {
            return;
        }
        Gender other = gender == Gender.M ? Gender.F : Gender.M;
        int yearsApart = between(random, -300, 6 * 365);
        LocalDate spouseBorn = gender == Gender.M
                ? life.born().plusDays(Math.min(yearsApart, ChronoUnit.DAYS.between(life.born(), married) - days(21)))
                : life.born().minusDays(yearsApart);
        boolean widowed = random.nextInt(100) < (ChronoUnit.YEARS.between(spouseBorn, asOf) > 65 ? 25 : 2);
        if (!widowed) {
            add(Relation.SPOUSE, culture.firstName(other, random), lastName, spouseBorn, other, 0);
        }
        LocalDate birth = married.plusDays(between(random, 300, 1500));
        LocalDate motherBorn = gender == Gender.M ? spouseBorn : life.born();
        int wanted = children(random);
        for (int child = 0; child < wanted; child++) {
            if (!birth.isBefore(lastDay) || birth.isAfter(motherBorn.plusYears(43))) {
                return;
            }
            Gender childGender = random.nextBoolean() ? Gender.M : Gender.F;
            int disability = random.nextInt(100) < 2 ? between(random, 3, 19) * 5 : 0;
            add(Relation.CHILD, culture.firstName(childGender, random), lastName, birth, childGender, disability);
            birth = birth.plusDays(between(random, 500, 1600));
        }
    }

    private void addParents(
            String lastName, Gender gender, Life life, LocalDate asOf, Atlas.Culture culture, RandomGenerator random) {
        LocalDate motherBorn = life.born().minusDays(between(random, days(21), days(33)));
        LocalDate fatherBorn = motherBorn.minusDays(between(random, 0, days(7)));
        // A married woman's parents carry her former family name.
        String parentsName = gender == Gender.F ? Atlas.pick(culture.family(), random) : lastName;
        addIfAlive(Relation.FATHER, fatherBorn, Gender.M, parentsName, asOf, culture, random);
        addIfAlive(Relation.MOTHER, motherBorn, Gender.F, parentsName, asOf, culture, random);
    }

    private void addIfAlive(
            Relation relation,
            LocalDate born,
            Gender gender,
            String lastName,
            LocalDate asOf,
            Atlas.Culture culture,
            RandomGenerator random) {
        long age = ChronoUnit.YEARS.between(born, asOf);
        int chance = age < 65 ? 88 : age < 80 ? 55 : age < 95 ? 12 : 0;
        if (random.nextInt(100) < chance) {
            add(relation, culture.firstName(gender, random), lastName, born, gender, 0);
        }
    }

    private void add(
            Relation relation, String firstName, String lastName, LocalDate born, Gender gender, int disability) {
        members.add(new Relative(
                number + "-" + (members.size() + 1), relation, firstName, lastName, born, gender, disability));
    }

    private static int children(RandomGenerator random) {
        int share = random.nextInt(100);
        return share < 14 ? 0 : share < 42 ? 1 : share < 86 ? 2 : 3;
    }
}
