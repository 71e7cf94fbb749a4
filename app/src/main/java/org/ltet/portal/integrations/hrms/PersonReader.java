package org.ltet.portal.integrations.hrms;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.spi.HrmsPage.Unreadable;
import org.ltet.portal.people.spi.HrmsPerson;
import org.ltet.portal.people.spi.HrmsPerson.Account;
import org.ltet.portal.people.spi.HrmsPerson.Contact;
import org.ltet.portal.people.spi.HrmsPerson.Employment;
import org.ltet.portal.people.spi.HrmsPerson.Kinship;
import org.ltet.portal.people.spi.HrmsPerson.Posting;
import org.ltet.portal.people.spi.HrmsPerson.Relative;
import tools.jackson.databind.JsonNode;

/** Makes a person of one PerPerson record with its expanded navigations, or says which field prevents it. */
final class PersonReader {

    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");

    /** A place of work as the HR system's foundation objects describe it. */
    record Place(String name, String region) {}

    private final Map<String, String> companies;
    private final Map<String, Place> places;

    PersonReader(Map<String, String> companies, Map<String, Place> places) {
        this.companies = companies;
        this.places = places;
    }

    private static final class Unfit extends RuntimeException {

        private final String reason;

        Unfit(String reason, String field) {
            super(field, null, false, false);
            this.reason = reason;
        }
    }

    /** Adds the person to the one list or the reason why there is none to the other. */
    void read(JsonNode node, List<HrmsPerson> people, List<Unreadable> unreadable) {
        JsonNode id = node.path("personIdExternal");
        String number = id.isString() ? id.stringValue() : null;
        try {
            people.add(person(node));
        } catch (Unfit unfit) {
            unreadable.add(new Unreadable(number, unfit.reason, String.valueOf(unfit.getMessage())));
        }
    }

    private HrmsPerson person(JsonNode node) {
        JsonNode info = first(node, "personalInfoNav");
        JsonNode employment = first(node, "employmentNav");
        JsonNode job = first(employment, "jobInfoNav");
        return new HrmsPerson(
                neededText(node, "personIdExternal"),
                name(info),
                employmentStatus(neededText(employment, "emplStatus")),
                neededDate(node, "dateOfBirth"),
                neededDate(employment, "startDate"),
                date(employment, "endDate"),
                date(node, "dateOfDeath"),
                posting(job),
                contact(node),
                relatives(node),
                account(node));
    }

    private Posting posting(JsonNode job) {
        String company = neededText(job, "company");
        String companyName = companies.get(company);
        if (companyName == null) {
            throw new Unfit("UNKNOWN_COMPANY", "company");
        }
        Place place = places.get(neededText(job, "location"));
        if (place == null) {
            throw new Unfit("UNKNOWN_LOCATION", "location");
        }
        return new Posting(
                company,
                companyName,
                place.region(),
                place.name(),
                text(job, "department"),
                neededText(job, "payGrade"),
                text(job, "payScaleBand"));
    }

    private static Contact contact(JsonNode node) {
        String email = "";
        for (JsonNode entry : results(node, "emailNav")) {
            if (email.isEmpty() || entry.path("isPrimary").asBoolean(false)) {
                email = text(entry, "emailAddress");
            }
        }
        String mobile = "";
        for (JsonNode entry : results(node, "phoneNav")) {
            if (mobile.isEmpty() && text(entry, "phoneType").equals("M")) {
                mobile = text(entry, "phoneNumber");
            }
        }
        JsonNode home = results(node, "homeAddressNavDEFLT").path(0);
        return new Contact(
                email, mobile, text(home, "address1"), text(home, "city"), text(home, "state"), text(home, "zipCode"));
    }

    private static List<Relative> relatives(JsonNode node) {
        List<Relative> relatives = new ArrayList<>();
        for (JsonNode entry : results(node, "personRelationshipNav")) {
            BigDecimal percent = number(entry, "disabilityPercentage");
            boolean disabled = entry.path("isDisabled").asBoolean(false);
            relatives.add(new Relative(
                    neededText(entry, "personRelationshipId"),
                    kinship(neededText(entry, "relationshipType")),
                    name(entry),
                    neededDate(entry, "dateOfBirth"),
                    disabled,
                    disabled && percent != null && percent.signum() > 0 ? percent : null));
        }
        return relatives;
    }

    private static @Nullable Account account(JsonNode node) {
        JsonNode payment = results(node, "paymentInformationNav").path(0);
        return payment.isMissingNode()
                ? null
                : new Account(
                        neededText(payment, "bankIfsc"),
                        neededText(payment, "accountNumber"),
                        neededText(payment, "accountOwner"));
    }

    private static Employment employmentStatus(String code) {
        return switch (code) {
            case "A" -> Employment.ACTIVE;
            case "R" -> Employment.RETIRED;
            case "D" -> Employment.DECEASED;
            case "T" -> Employment.LEFT;
            default -> throw new Unfit("MALFORMED", "emplStatus");
        };
    }

    private static Kinship kinship(String type) {
        return switch (type) {
            case "SPOUSE" -> Kinship.SPOUSE;
            case "CHILD" -> Kinship.CHILD;
            case "FATHER", "MOTHER" -> Kinship.PARENT;
            default -> throw new Unfit("MALFORMED", "relationshipType");
        };
    }

    private static String name(JsonNode node) {
        String name = (text(node, "firstName") + " " + text(node, "lastName")).strip();
        if (name.isEmpty()) {
            throw new Unfit("MISSING", "firstName");
        }
        return name;
    }

    private static JsonNode results(JsonNode node, String navigation) {
        return node.path(navigation).path("results");
    }

    private static JsonNode first(JsonNode node, String navigation) {
        JsonNode entry = results(node, navigation).path(0);
        if (!entry.isObject()) {
            throw new Unfit("MISSING", navigation);
        }
        return entry;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw new Unfit("MALFORMED", field);
        }
        return value.stringValue().strip();
    }

    private static String neededText(JsonNode node, String field) {
        String value = text(node, field);
        if (value.isEmpty()) {
            throw new Unfit("MISSING", field);
        }
        return value;
    }

    /** Days travel as midnight in UTC. */
    private static @Nullable LocalDate date(JsonNode node, String field) {
        String value = text(node, field);
        if (value.isEmpty()) {
            return null;
        }
        Matcher matcher = DATE.matcher(value);
        try {
            if (matcher.matches()) {
                return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            throw new Unfit("MALFORMED", field);
        }
        throw new Unfit("MALFORMED", field);
    }

    private static LocalDate neededDate(JsonNode node, String field) {
        LocalDate date = date(node, field);
        if (date == null) {
            throw new Unfit("MISSING", field);
        }
        return date;
    }

    private static @Nullable BigDecimal number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new Unfit("MALFORMED", field);
        }
        return value.decimalValue();
    }
}
