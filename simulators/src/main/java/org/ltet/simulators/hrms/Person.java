package org.ltet.simulators.hrms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One employee as the HR system knows them. The date of birth is missing in a malformed record only. */
record Person(
        String number,
        String firstName,
        String lastName,
        Gender gender,
        @Nullable LocalDate born,
        @Nullable LocalDate died,
        Employment employment,
        Contact contact,
        List<Relative> relatives,
        Account account,
        Instant lastModified) {

    enum Gender {
        M,
        F
    }

    enum Status {
        ACTIVE("A"),
        RETIRED("R"),
        DECEASED("D"),
        LEFT("T");

        final String code;

        Status(String code) {
            this.code = code;
        }
    }

    record Employment(
            LocalDate joined, @Nullable LocalDate ended, Status status, Posting posting, String grade, String band) {

        Employment endedOn(LocalDate date, Status newStatus) {
            return new Employment(joined, date, newStatus, posting, grade, band);
        }

        Employment at(Posting newPosting) {
            return new Employment(joined, ended, status, newPosting, grade, band);
        }
    }

    record Posting(String company, String department, String location) {}

    record Contact(List<String> emails, String mobile, Address address) {

        Contact withMobile(String newMobile) {
            return new Contact(emails, newMobile, address);
        }
    }

    record Address(String line, String city, String state, String pin) {}

    record Relative(
            String id,
            Relation relation,
            String firstName,
            String lastName,
            LocalDate born,
            Gender gender,
            int disabilityPercentage) {}

    enum Relation {
        SPOUSE,
        CHILD,
        FATHER,
        MOTHER
    }

    record Account(String ifsc, String number, String owner, LocalDate since) {}

    Person with(Employment newEmployment) {
        return new Person(
                number,
                firstName,
                lastName,
                gender,
                born,
                died,
                newEmployment,
                contact,
                relatives,
                account,
                lastModified);
    }

    Person with(Contact newContact) {
        return new Person(
                number,
                firstName,
                lastName,
                gender,
                born,
                died,
                employment,
                newContact,
                relatives,
                account,
                lastModified);
    }

    Person with(Account newAccount) {
        return new Person(
                number,
                firstName,
                lastName,
                gender,
                born,
                died,
                employment,
                contact,
                relatives,
                newAccount,
                lastModified);
    }

    Person with(Relative newRelative) {
        List<Relative> all = new ArrayList<>(relatives);
        all.add(newRelative);
        return new Person(
                number,
                firstName,
                lastName,
                gender,
                born,
                died,
                employment,
                contact,
                List.copyOf(all),
                account,
                lastModified);
    }

    Person bornOn(@Nullable LocalDate date) {
        return new Person(
                number, firstName, lastName, gender, date, died, employment, contact, relatives, account, lastModified);
    }

    Person diedOn(LocalDate date) {
        return new Person(
                number, firstName, lastName, gender, born, date, employment, contact, relatives, account, lastModified);
    }

    Person modifiedAt(Instant time) {
        return new Person(
                number, firstName, lastName, gender, born, died, employment, contact, relatives, account, time);
    }
}
