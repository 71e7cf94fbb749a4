package org.ltet.simulators.hrms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.hrms.Person.Contact;
import org.ltet.simulators.hrms.Person.Employment;
import org.ltet.simulators.hrms.Person.Gender;
import org.ltet.simulators.hrms.Person.Posting;
import org.ltet.simulators.hrms.Person.Relation;
import org.ltet.simulators.hrms.Person.Relative;
import org.ltet.simulators.hrms.Person.Status;

/** The people whom demonstrations and tests know by name; they are the same under every seed. */
final class Personas {

    private final Atlas atlas;
    private final IntFunction<Instant> lastModified;
    private final List<Person> people = new ArrayList<>();

    Personas(Atlas atlas, IntFunction<Instant> lastModified) {
        this.atlas = atlas;
        this.lastModified = lastModified;
        members();
        staff();
    }

    List<Person> all() {
        return List.copyOf(people);
    }

    private void members() {
        serving("10000001", "Ramesh Patil", Gender.M, "1982-03-14", "2009-06-15", "HEAV Fabrication MUM", "W B2")
                .relative(Relation.SPOUSE, "Sunita Patil", Gender.F, "1985-07-02")
                .relative(Relation.CHILD, "Aarav Patil", Gender.M, "2008-05-20")
                .relative(Relation.CHILD, "Isha Patil", Gender.F, "2011-09-11")
                .relative(Relation.MOTHER, "Shanta Patil", Gender.F, "1955-01-26")
                .done();
        serving("10000002", "Lakshmi Iyer", Gender.F, "1960-03-12", "1985-02-01", "ELEC Switchgear CHE", "S B4")
                .ended("2018-03-31", Status.RETIRED)
                .relative(Relation.SPOUSE, "Venkatesh Iyer", Gender.M, "1957-11-30")
                .relative(Relation.CHILD, "Karthik Iyer", Gender.M, "1995-06-17")
                .done();
        serving("10000003", "Suresh Nair", Gender.M, "1978-10-04", "2002-07-01", "POWR Turbines BLR", "S B3")
                .ended("2024-08-19", Status.DECEASED)
                .relative(Relation.SPOUSE, "Radha Nair", Gender.F, "1981-04-22")
                .relative(Relation.CHILD, "Anand Nair", Gender.M, "2010-12-05")
                .relative(Relation.CHILD, "Devika Nair", Gender.F, "2006-02-14")
                .done();
    }

    private void staff() {
        serving("10000011", "Meera Joshi", Gender.F, "1980-08-09", "2004-07-05", "HEAV Planning MUM", "O B6")
                .relative(Relation.SPOUSE, "Nitin Joshi", Gender.M, "1977-12-18")
                .relative(Relation.CHILD, "Rohan Joshi", Gender.M, "2006-06-18")
                .done();
        serving("10000012", "Arjun Rao", Gender.M, "1984-01-23", "2008-08-01", "BLDG Estimation HYD", "O B6")
                .relative(Relation.SPOUSE, "Swathi Rao", Gender.F, "1987-05-30")
                .relative(Relation.CHILD, "Tejas Rao", Gender.M, "2014-03-08")
                .done();
        serving("10000013", "Farida Sheikh", Gender.F, "1979-06-16", "2003-01-13", "POWR Quality MUM", "O B7")
                .relative(Relation.SPOUSE, "Imran Sheikh", Gender.M, "1976-02-27")
                .relative(Relation.CHILD, "Sana Sheikh", Gender.F, "2009-10-21")
                .done();
        serving("10000014", "Vikram Singh", Gender.M, "1976-11-11", "2000-06-19", "HYDC Offshore DEL", "M B8")
                .relative(Relation.SPOUSE, "Neelam Singh", Gender.F, "1979-09-05")
                .relative(Relation.CHILD, "Kabir Singh", Gender.M, "2007-01-29")
                .done();
        serving("10000015", "Priya Menon", Gender.F, "1983-04-02", "2007-09-10", "ELEC Design CHE", "O B6")
                .relative(Relation.SPOUSE, "Rajeev Menon", Gender.M, "1980-07-25")
                .relative(Relation.CHILD, "Nandana Menon", Gender.F, "2012-11-17")
                .done();
        serving("10000016", "Debashish Ghosh", Gender.M, "1974-02-19", "1999-05-03", "HEAV Quality KOL", "M B9")
                .relative(Relation.SPOUSE, "Sharmila Ghosh", Gender.F, "1977-03-14")
                .relative(Relation.CHILD, "Ananya Ghosh", Gender.F, "2005-08-26")
                .relative(Relation.MOTHER, "Bina Ghosh", Gender.F, "1950-12-02")
                .done();
        serving("10000017", "Anjali Deshmukh", Gender.F, "1981-09-28", "2005-11-21", "INFO Applications PUN", "M B8")
                .relative(Relation.SPOUSE, "Sameer Deshmukh", Gender.M, "1979-01-07")
                .relative(Relation.CHILD, "Vihaan Deshmukh", Gender.M, "2013-02-12")
                .done();
        serving("10000018", "Harish Chandra Gupta", Gender.M, "1970-05-06", "1994-07-18", "BLDG Safety DEL", "M B10")
                .relative(Relation.SPOUSE, "Kusum Gupta", Gender.F, "1973-10-31")
                .relative(Relation.CHILD, "Shivam Gupta", Gender.M, "2001-04-15")
                .done();
        serving("10000019", "Thomas Kurian", Gender.M, "1985-12-20", "2010-03-08", "INFO Infrastructure BLR", "O B7")
                .relative(Relation.SPOUSE, "Annamma Kurian", Gender.F, "1988-08-13")
                .relative(Relation.CHILD, "Joel Kurian", Gender.M, "2016-06-01")
                .done();
        serving("10000020", "Kavita Reddy", Gender.F, "1988-07-15", "2012-10-01", "INFO Support HYD", "O B5")
                .relative(Relation.SPOUSE, "Naresh Reddy", Gender.M, "1986-03-03")
                .relative(Relation.CHILD, "Diya Reddy", Gender.F, "2018-09-09")
                .done();
    }

    private Draft serving(
            String number, String name, Gender gender, String born, String joined, String posting, String grade) {
        return new Draft(number, name, gender, born, joined, posting.split(" "), grade.split(" "));
    }

    private final class Draft {

        private final String number;
        private final String firstName;
        private final String lastName;
        private final Gender gender;
        private final LocalDate born;
        private final LocalDate joined;
        private final String[] posting;
        private final String[] grade;
        private final List<Relative> relatives = new ArrayList<>();
        private Status status = Status.ACTIVE;
        private @Nullable LocalDate ended;

        Draft(String number, String name, Gender gender, String born, String joined, String[] posting, String[] grade) {
            this.number = number;
            this.firstName = name.substring(0, name.lastIndexOf(' '));
            this.lastName = name.substring(name.lastIndexOf(' ') + 1);
            this.gender = gender;
            this.born = LocalDate.parse(born);
            this.joined = LocalDate.parse(joined);
            this.posting = posting;
            this.grade = grade;
        }

        Draft ended(String date, Status how) {
            ended = LocalDate.parse(date);
            status = how;
            return this;
        }

        Draft relative(Relation relation, String name, Gender relativeGender, String relativeBorn) {
            int space = name.lastIndexOf(' ');
            relatives.add(new Relative(
                    number + "-" + (relatives.size() + 1),
                    relation,
                    name.substring(0, space),
                    name.substring(space + 1),
                    LocalDate.parse(relativeBorn),
                    relativeGender,
                    0));
            return this;
        }

        void done() {
            RandomGenerator random = new SplittableRandom(Long.parseLong(number));
            String mailbox =
                    (firstName + "." + lastName).toLowerCase(Locale.ROOT).replace(' ', '.');
            people.add(new Person(
                    number,
                    firstName,
                    lastName,
                    gender,
                    born,
                    status == Status.DECEASED ? ended : null,
                    new Employment(
                            joined, ended, status, new Posting(posting[0], posting[1], posting[2]), grade[0], grade[1]),
                    new Contact(
                            List.of(mailbox + "@example.org"),
                            Population.mobile(number),
                            Population.address(atlas.location(posting[2]), random)),
                    List.copyOf(relatives),
                    Population.account(atlas, number, firstName + " " + lastName, joined, random),
                    lastModified.apply(people.size())));
        }
    }
}
