package org.ltet.simulators.hrms;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.hrms.Person.Account;
import org.ltet.simulators.hrms.Person.Contact;
import org.ltet.simulators.hrms.Person.Employment;
import org.ltet.simulators.hrms.Person.Gender;
import org.ltet.simulators.hrms.Person.Posting;
import org.ltet.simulators.hrms.Person.Relation;
import org.ltet.simulators.hrms.Person.Relative;
import org.ltet.simulators.hrms.Person.Status;

/** Something that happens to a person, as posted by a demonstrator or a test; only what the kind needs is given. */
record PersonEvent(
        @Nullable Kind kind,
        @Nullable LocalDate date,
        @Nullable String company,
        @Nullable String department,
        @Nullable String location,
        @Nullable String phoneNumber,
        @Nullable String emailAddress,
        @Nullable String bankIfsc,
        @Nullable String accountNumber,
        @Nullable String accountOwner,
        @Nullable Relation relationshipType,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate dateOfBirth,
        @Nullable Gender gender,
        @Nullable Integer disabilityPercentage,
        @Nullable String payGrade,
        @Nullable String payScaleBand) {

    enum Kind {
        RETIRE,
        DECEASE,
        TRANSFER,
        CHANGE_MOBILE,
        CHANGE_BANK,
        ADD_DEPENDENT,
        JOIN,
        /** Loses the date of birth, as a malformed record does. */
        CORRUPT,
        /** Gets it back. */
        REPAIR
    }

    Person applyTo(Person person, PeopleDirectory directory, LocalDate today) {
        Employment employment = person.employment();
        LocalDate day = date == null ? today : date;
        return switch (needed("kind", kind)) {
            case RETIRE -> person.with(employment.endedOn(day, Status.RETIRED));
            case DECEASE ->
                employment.status() == Status.ACTIVE
                        ? person.diedOn(day).with(employment.endedOn(day, Status.DECEASED))
                        : person.diedOn(day);
            case TRANSFER -> person.with(employment.at(posting(employment.posting(), directory.atlas())));
            case CHANGE_MOBILE -> person.with(person.contact().withMobile(needed("phoneNumber", phoneNumber)));
            case CHANGE_BANK ->
                person.with(new Account(
                        bankIfsc == null ? person.account().ifsc() : bankIfsc,
                        needed("accountNumber", accountNumber),
                        accountOwner == null ? person.account().owner() : accountOwner,
                        day));
            case ADD_DEPENDENT -> person.with(dependent(person));
            case CORRUPT -> person.bornOn(null);
            case REPAIR -> person.bornOn(needed("dateOfBirth", dateOfBirth));
            case JOIN -> throw new ODataException("COE_CONFLICT", person.number() + " is here already");
        };
    }

    Person joiner(String number, PeopleDirectory directory, LocalDate today) {
        Atlas atlas = directory.atlas();
        var random = new SplittableRandom(Long.parseLong(number));
        String first = needed("firstName", firstName);
        String last = needed("lastName", lastName);
        LocalDate joined = date == null ? today : date;
        Atlas.Company employer = atlas.company(needed("company", company));
        Atlas.Location place = atlas.location(needed("location", location));
        Posting posting = new Posting(
                employer.code(), department == null ? employer.departments().getFirst() : department, place.code());
        String grade = payGrade == null ? "W" : payGrade;
        String band = payScaleBand == null ? Population.band(grade, random) : payScaleBand;
        String owner = first + " " + last;
        return new Person(
                number,
                first,
                last,
                needed("gender", gender),
                needed("dateOfBirth", dateOfBirth),
                null,
                new Employment(joined, null, Status.ACTIVE, posting, grade, band),
                new Contact(
                        emailAddress == null ? List.of() : List.of(emailAddress),
                        phoneNumber == null ? Population.mobile(number) : phoneNumber,
                        Population.address(place, random)),
                List.of(),
                Population.account(atlas, number, owner, joined, random),
                directory.now(java.time.Instant.MIN));
    }

    private Posting posting(Posting before, Atlas atlas) {
        Atlas.Company employer = atlas.company(company == null ? before.company() : company);
        String place =
                atlas.location(location == null ? before.location() : location).code();
        String same = employer.code().equals(before.company())
                ? before.department()
                : employer.departments().getFirst();
        return new Posting(employer.code(), department == null ? same : department, place);
    }

    private Relative dependent(Person person) {
        return new Relative(
                person.number() + "-" + (person.relatives().size() + 1),
                needed("relationshipType", relationshipType),
                needed("firstName", firstName),
                lastName == null ? person.lastName() : lastName,
                needed("dateOfBirth", dateOfBirth),
                needed("gender", gender),
                disabilityPercentage == null ? 0 : disabilityPercentage);
    }

    private static <T> T needed(String name, @Nullable T value) {
        if (value == null) {
            throw new ODataException("COE_PROPERTY_MISSING", name + " is missing");
        }
        return value;
    }
}
