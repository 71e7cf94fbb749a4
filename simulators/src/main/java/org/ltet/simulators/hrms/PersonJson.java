package org.ltet.simulators.hrms;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.hrms.Person.Relative;
import tools.jackson.core.JsonGenerator;

/** Writes people in the HR system's OData version 2 form: nested results, {@code /Date(ms)/}, deferred links. */
final class PersonJson {

    private static final List<String> NAVIGATIONS = List.of(
            "personalInfoNav",
            "employmentNav",
            "emailNav",
            "phoneNav",
            "homeAddressNavDEFLT",
            "personRelationshipNav",
            "paymentInformationNav");

    private final JsonGenerator json;
    private final Set<String> expand;
    private final String service;

    PersonJson(JsonGenerator json, Set<String> expand, String service) {
        this.json = json;
        this.expand = expand;
        this.service = service;
    }

    void write(Person person) {
        String uri = service + "/PerPerson('" + person.number() + "')";
        json.writeStartObject();
        metadata(uri, "SFOData.PerPerson");
        json.writeStringProperty("personIdExternal", person.number());
        day("dateOfBirth", person.born());
        day("dateOfDeath", person.died());
        time("lastModifiedDateTime", person.lastModified());
        for (String navigation : NAVIGATIONS) {
            if (!expands(navigation)) {
                deferred(navigation, uri + "/" + navigation);
            }
        }
        personalInfo(person);
        employment(person, uri);
        contact(person);
        relationships(person);
        payment(person);
        json.writeEndObject();
    }

    private void personalInfo(Person person) {
        if (!open("personalInfoNav")) {
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("firstName", person.firstName());
        json.writeStringProperty("lastName", person.lastName());
        json.writeStringProperty("gender", person.gender().name());
        json.writeEndObject();
        close();
    }

    private void employment(Person person, String uri) {
        if (!open("employmentNav")) {
            return;
        }
        Person.Employment employment = person.employment();
        json.writeStartObject();
        day("startDate", employment.joined());
        day("endDate", employment.ended());
        json.writeStringProperty("emplStatus", employment.status().code);
        if (expand.contains("employmentNav/jobInfoNav")) {
            json.writeObjectPropertyStart("jobInfoNav");
            json.writeArrayPropertyStart("results");
            json.writeStartObject();
            json.writeStringProperty("company", employment.posting().company());
            json.writeStringProperty("department", employment.posting().department());
            json.writeStringProperty("location", employment.posting().location());
            json.writeStringProperty("payGrade", employment.grade());
            json.writeStringProperty("payScaleBand", employment.band());
            json.writeEndObject();
            close();
        } else {
            deferred("jobInfoNav", uri + "/employmentNav/jobInfoNav");
        }
        json.writeEndObject();
        close();
    }

    private void contact(Person person) {
        Person.Contact contact = person.contact();
        if (open("emailNav")) {
            for (int i = 0; i < contact.emails().size(); i++) {
                json.writeStartObject();
                json.writeStringProperty("emailAddress", contact.emails().get(i));
                json.writeBooleanProperty("isPrimary", i == 0);
                json.writeEndObject();
            }
            close();
        }
        if (open("phoneNav")) {
            json.writeStartObject();
            json.writeStringProperty("phoneNumber", contact.mobile());
            json.writeStringProperty("phoneType", "M");
            json.writeEndObject();
            close();
        }
        if (open("homeAddressNavDEFLT")) {
            json.writeStartObject();
            json.writeStringProperty("address1", contact.address().line());
            json.writeStringProperty("city", contact.address().city());
            json.writeStringProperty("state", contact.address().state());
            json.writeStringProperty("zipCode", contact.address().pin());
            json.writeEndObject();
            close();
        }
    }

    private void relationships(Person person) {
        if (!open("personRelationshipNav")) {
            return;
        }
        for (Relative relative : person.relatives()) {
            json.writeStartObject();
            json.writeStringProperty("personRelationshipId", relative.id());
            json.writeStringProperty("relationshipType", relative.relation().name());
            json.writeStringProperty("firstName", relative.firstName());
            json.writeStringProperty("lastName", relative.lastName());
            day("dateOfBirth", relative.born());
            json.writeStringProperty("gender", relative.gender().name());
            json.writeBooleanProperty("isDisabled", relative.disabilityPercentage() > 0);
            json.writeNumberProperty("disabilityPercentage", relative.disabilityPercentage());
            json.writeEndObject();
        }
        close();
    }

    private void payment(Person person) {
        if (!open("paymentInformationNav")) {
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("bankIfsc", person.account().ifsc());
        json.writeStringProperty("accountNumber", person.account().number());
        json.writeStringProperty("accountOwner", person.account().owner());
        day("effectiveStartDate", person.account().since());
        json.writeEndObject();
        close();
    }

    private boolean expands(String navigation) {
        return expand.contains(navigation)
                || (navigation.equals("employmentNav") && expand.contains("employmentNav/jobInfoNav"));
    }

    private boolean open(String navigation) {
        if (!expands(navigation)) {
            return false;
        }
        json.writeObjectPropertyStart(navigation);
        json.writeArrayPropertyStart("results");
        return true;
    }

    private void close() {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void metadata(String uri, String type) {
        json.writeObjectPropertyStart("__metadata");
        json.writeStringProperty("uri", uri);
        json.writeStringProperty("type", type);
        json.writeEndObject();
    }

    private void deferred(String navigation, String uri) {
        json.writeObjectPropertyStart(navigation);
        json.writeObjectPropertyStart("__deferred");
        json.writeStringProperty("uri", uri);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void day(String name, @Nullable LocalDate date) {
        if (date == null) {
            json.writeNullProperty(name);
        } else {
            long millis = date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            json.writeStringProperty(name, "/Date(" + millis + ")/");
        }
    }

    private void time(String name, Instant time) {
        json.writeStringProperty(name, "/Date(" + time.toEpochMilli() + "+0000)/");
    }
}
