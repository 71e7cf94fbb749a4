package org.ltet.portal.people;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.CheckedPerson.CheckedAccount;
import org.ltet.portal.people.HrmsReject.Part;
import org.ltet.portal.people.spi.HrmsPerson;
import org.ltet.portal.people.spi.HrmsPerson.Account;
import org.ltet.portal.people.spi.HrmsPerson.Contact;
import org.ltet.portal.people.spi.HrmsPerson.Employment;
import org.ltet.portal.people.spi.HrmsPerson.Posting;
import org.ltet.portal.people.spi.HrmsPerson.Relative;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.stereotype.Component;

/** Judges well-formed records of the HR system: what the database would refuse, or could not be true, is set aside. */
@Component
class HrmsCheck {

    private static final Pattern EMPLOYEE_NUMBER = Pattern.compile("[0-9]{8}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 200;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Ifsc ifsc;
    private final FieldCipher cipher;
    private final Clock clock;

    HrmsCheck(Ifsc ifsc, FieldCipher cipher, Clock clock) {
        this.ifsc = ifsc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** The person, unless the whole record is set aside; reasons are added to the rejects. */
    Optional<CheckedPerson> check(HrmsPerson person, List<HrmsReject> rejects) {
        String number = EMPLOYEE_NUMBER.matcher(person.employeeNumber()).matches() ? person.employeeNumber() : null;
        Dates dates = Dates.of(person);
        Fault fault = fault(person, dates);
        if (fault != null) {
            rejects.add(reject(number, Part.RECORD, fault.reason(), fault.field()));
            return Optional.empty();
        }
        CheckedAccount account = null;
        if (person.account() != null) {
            Optional<Branch> branch = ifsc.branch(person.account().ifsc());
            String accountFault = branch.isEmpty() ? "UNKNOWN_IFSC" : fault(person.account());
            if (accountFault == null) {
                account = checked(branch.orElseThrow(), person.account());
            } else {
                rejects.add(reject(number, Part.BANK_ACCOUNT, accountFault, "paymentInformation"));
            }
        }
        return Optional.of(
                CheckedPerson.of(person, dates.status(), dates.retirement(), dates.death(), dates.left(), account));
    }

    static HrmsReject reject(@Nullable String number, Part part, String reason, String detail) {
        return new HrmsReject(0, number, part, reason, detail);
    }

    private record Fault(String reason, String field) {}

    /** One who died in service is DECEASED; one who died after retirement stays RETIRED, with the date. */
    private record Dates(
            String status,
            @Nullable LocalDate retirement,
            @Nullable LocalDate death,
            @Nullable LocalDate left) {

        static Dates of(HrmsPerson person) {
            LocalDate end = person.endDate();
            LocalDate death = person.deathDate();
            return switch (person.employment()) {
                case RETIRED -> new Dates("RETIRED", end, death, null);
                case LEFT -> new Dates("LEFT", null, death, end);
                case DECEASED -> new Dates("DECEASED", null, death == null ? end : death, null);
                case ACTIVE -> new Dates(death == null ? "SERVING" : "DECEASED", null, death, null);
            };
        }
    }

    private @Nullable Fault fault(HrmsPerson person, Dates dates) {
        LocalDate tomorrow = IndiaTime.today(clock).plusDays(1);
        if (!EMPLOYEE_NUMBER.matcher(person.employeeNumber()).matches()) {
            return new Fault("MALFORMED", "personIdExternal");
        }
        if (person.birthDate().isAfter(tomorrow) || !person.birthDate().isBefore(person.startDate())) {
            return new Fault("IMPOSSIBLE_DATE", "dateOfBirth");
        }
        if (person.endDate() != null && person.endDate().isBefore(person.startDate())) {
            return new Fault("IMPOSSIBLE_DATE", "endDate");
        }
        boolean ended = person.employment() == Employment.RETIRED || person.employment() == Employment.LEFT;
        if (ended && person.endDate() == null) {
            return new Fault("MISSING", "endDate");
        }
        if (dates.status().equals("DECEASED") && dates.death() == null) {
            return new Fault("MISSING", "dateOfDeath");
        }
        return Stream.concat(texts(person), person.relatives().stream().map(Relative::name))
                        .anyMatch(HrmsCheck::unfit)
                ? new Fault("UNFIT_TEXT", "record")
                : relativesFault(person, tomorrow);
    }

    private static @Nullable Fault relativesFault(HrmsPerson person, LocalDate tomorrow) {
        Set<String> keys = new HashSet<>();
        for (Relative relative : person.relatives()) {
            if (!keys.add(relative.key())) {
                return new Fault("DUPLICATE", "personRelationshipId");
            }
            if (relative.birthDate().isAfter(tomorrow)) {
                return new Fault("IMPOSSIBLE_DATE", "relationship dateOfBirth");
            }
            if (relative.disabilityPercent() != null
                    && relative.disabilityPercent().compareTo(HUNDRED) > 0) {
                return new Fault("IMPOSSIBLE_NUMBER", "disabilityPercentage");
            }
        }
        return null;
    }

    private static Stream<String> texts(HrmsPerson person) {
        Posting posting = person.posting();
        Contact contact = person.contact();
        List<String> texts = new ArrayList<>(List.of(person.name(), posting.ic(), posting.icName(), posting.region()));
        texts.addAll(List.of(posting.location(), posting.department(), posting.grade(), posting.salaryBand()));
        texts.addAll(List.of(contact.email(), contact.mobile(), contact.line(), contact.city()));
        texts.addAll(List.of(contact.state(), contact.pin()));
        return texts.stream();
    }

    private static boolean unfit(String text) {
        return text.length() > LONGEST || CONTROL.matcher(text).find();
    }

    private static @Nullable String fault(Account account) {
        if (!BankAccountEntry.NUMBER.matcher(account.number()).matches()) {
            return "MALFORMED_ACCOUNT_NUMBER";
        }
        return account.holder().length() > BankAccountEntry.LONGEST_HOLDER || unfit(account.holder())
                ? "UNFIT_TEXT"
                : null;
    }

    private CheckedAccount checked(Branch branch, Account account) {
        return new CheckedAccount(
                branch.ifsc(),
                account.number(),
                cipher.blindIndexes(account.number()),
                cipher.mark(("account number " + account.number()).getBytes(StandardCharsets.UTF_8)),
                account.holder());
    }
}
