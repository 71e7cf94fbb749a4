package org.ltet.simulators.hrms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.simulators.Running;
import tools.jackson.databind.JsonNode;

@DisplayName("The simulated HR system (ITG-1, ITG-6)")
class HrmsTest {

    private static final String EXPAND =
            "personalInfoNav,employmentNav/jobInfoNav,emailNav,phoneNav,homeAddressNavDEFLT,personRelationshipNav,"
                    + "paymentInformationNav";
    private static final Pattern DATE = Pattern.compile("/Date\\((-?\\d+)(\\+0000)?\\)/");

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.with();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @AfterEach
    void forgetChanges() throws Exception {
        running.send(running.request("/hrms/admin/changes").DELETE());
    }

    @Test
    void refusesWhoeverDoesNotKnowThePassword() throws Exception {
        assertThat(running.send(running.request("/hrms/odata/v2/PerPerson")).statusCode())
                .isEqualTo(401);
        assertThat(running.send(running.request("/hrms/odata/v2/PerPerson", "portal", "wrong"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void servesEverybodyOnceInOrderAcrossPages() throws Exception {
        List<String> numbers = new ArrayList<>();
        all(running, "$top=300").forEach(person -> numbers.add(text(person, "personIdExternal")));

        assertThat(numbers).hasSize(2000).doesNotHaveDuplicates().isSorted();
        assertThat(numbers).startsWith("10000001", "10000002", "10000003", "10000011");
        assertThat(numbers.get(13)).isEqualTo("10000101");
    }

    @Test
    void pagesOfFiveHundredAndNeverMoreThanAThousand() throws Exception {
        assertThat(people("").path("results").size()).isEqualTo(500);
        assertThat(people("$top=5000").path("results").size()).isEqualTo(1000);
    }

    @Test
    void aSkipTokenStaysValidWhilePeopleAreAdded() throws Exception {
        JsonNode first = people("$top=2");
        join("Neha", "Rao");
        String next = first.path("__next").asString();

        JsonNode second = running.get(next, "portal", "hrms-demo").path("d");
        JsonNode again = running.get(next, "portal", "hrms-demo").path("d");

        assertThat(text(second.path("results").get(0), "personIdExternal")).isEqualTo("10000003");
        assertThat(again).isEqualTo(second);
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndAnotherSeedOthers() throws Exception {
        try (Running twin = Running.with();
                Running stranger = Running.with("--simulators.hrms.seed=7")) {
            List<String> here = texts(all(running, "$top=1000"));
            assertThat(texts(all(twin, "$top=1000"))).isEqualTo(here);
            List<String> there = texts(all(stranger, "$top=1000"));
            assertThat(there).hasSize(2000);
            assertThat(there.subList(13, 2000)).doesNotContainAnyElementsOf(here);
        }
    }

    @Test
    void aDeltaHoldsExactlyWhoChanged() throws Exception {
        assertThat(changedSince("2026-11-01T00:00:00Z")).isEmpty();

        event("10000001", "{\"kind\":\"TRANSFER\",\"company\":\"POWR\",\"location\":\"PUN\"}");
        event("10000150", "{\"kind\":\"RETIRE\",\"date\":\"2026-11-30\"}");
        String joiner = join("Neha", "Rao");

        assertThat(changedSince("2026-11-01T00:00:00Z")).containsExactly("10000001", "10000150", joiner);
        JsonNode patil = person("10000001");
        JsonNode job = nav(nav(patil, "employmentNav"), "jobInfoNav");
        assertThat(text(job, "company")).isEqualTo("POWR");
        assertThat(text(job, "location")).isEqualTo("PUN");
        assertThat(text(nav(person("10000150"), "employmentNav"), "emplStatus")).isEqualTo("R");
        String modified = instant(patil.path("lastModifiedDateTime")).toString();
        assertThat(changedSince(modified)).doesNotContain("10000001").contains("10000150");
    }

    @Test
    void greaterOrEqualIncludesTheMomentItselfAndGreaterDoesNot() throws Exception {
        Instant modified = instant(person("10000200").path("lastModifiedDateTime"));
        String number = " and personIdExternal eq '10000200'";
        assertThat(filtered("lastModifiedDateTime ge datetimeoffset'" + modified + "'" + number))
                .hasSize(1);
        assertThat(filtered("lastModifiedDateTime gt datetimeoffset'" + modified + "'" + number))
                .isEmpty();
        assertThat(filtered("lastModifiedDateTime lt datetimeoffset'" + modified + "'" + number))
                .isEmpty();
    }

    @Test
    void eachKindOfEventShows() throws Exception {
        event("10000001", "{\"kind\":\"CHANGE_MOBILE\",\"phoneNumber\":\"6000999999\"}");
        event(
                "10000001",
                "{\"kind\":\"CHANGE_BANK\",\"bankIfsc\":\"HDFC0000060\",\"accountNumber\":\"50100000009906\"}");
        event("10000001", """
                {"kind":"ADD_DEPENDENT","relationshipType":"CHILD","firstName":"Om","dateOfBirth":"2026-10-02",
                 "gender":"M","disabilityPercentage":40}""");
        JsonNode patil = person("10000001");
        assertThat(text(nav(patil, "phoneNav"), "phoneNumber")).isEqualTo("6000999999");
        assertThat(text(nav(patil, "paymentInformationNav"), "accountNumber")).isEqualTo("50100000009906");
        JsonNode child = patil.path("personRelationshipNav").path("results").get(4);
        assertThat(text(child, "firstName")).isEqualTo("Om");
        assertThat(child.path("isDisabled").asBoolean()).isTrue();

        event("10000001", "{\"kind\":\"DECEASE\",\"date\":\"2026-11-20\"}");
        patil = person("10000001");
        assertThat(date(patil.path("dateOfDeath"))).isEqualTo("2026-11-20");
        assertThat(text(nav(patil, "employmentNav"), "emplStatus")).isEqualTo("D");
    }

    @Test
    void refusesAnEventThatLacksWhatItsKindNeeds() throws Exception {
        assertThat(running.post("/hrms/admin/people/10000001/events", "{\"kind\":\"CHANGE_MOBILE\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(running.post("/hrms/admin/people/19999999/events", "{\"kind\":\"RETIRE\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void badRecordsLackTheDateOfBirthAndThereAreExactlyAsManyAsAskedFor() throws Exception {
        assertThat(all(running, "$top=1000"))
                .noneMatch(person -> person.path("dateOfBirth").isNull());
        try (Running bad = Running.with("--simulators.hrms.bad-records=7", "--simulators.hrms.people=300")) {
            assertThat(all(bad, ""))
                    .filteredOn(person -> person.path("dateOfBirth").isNull())
                    .hasSize(7);
        }
        event("10000002", "{\"kind\":\"CORRUPT\"}");
        assertThat(person("10000002").path("dateOfBirth").isNull()).isTrue();
    }

    @Test
    void navigationsNotAskedForAreDeferred() throws Exception {
        JsonNode person = people("$top=1").path("results").get(0);
        assertThat(person.path("emailNav").has("__deferred")).isTrue();
        JsonNode half = people("$top=1&$expand=employmentNav").path("results").get(0);
        assertThat(nav(half, "employmentNav").path("jobInfoNav").has("__deferred"))
                .isTrue();
    }

    @Test
    void refusesFiltersAndOrdersItDoesNotUnderstand() throws Exception {
        for (String query :
                List.of("$filter=gender%20eq%20'M'", "$orderby=lastName", "$skiptoken=nonsense", "$skiptoken=!")) {
            var response = running.send(running.request("/hrms/odata/v2/PerPerson?" + query, "portal", "hrms-demo"));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Running.json(response.body()).at("/error/message/value").asString())
                    .isNotEmpty();
        }
    }

    @Test
    void knowsTheCompaniesAndTheRegionsOfLocations() throws Exception {
        JsonNode companies =
                running.get("/hrms/odata/v2/FOCompany", "portal", "hrms-demo").at("/d/results");
        assertThat(companies.findValuesAsString("externalCode"))
                .containsExactly("HEAV", "BLDG", "POWR", "ELEC", "HYDC", "INFO");
        JsonNode locations =
                running.get("/hrms/odata/v2/FOLocation", "portal", "hrms-demo").at("/d/results");
        assertThat(locations.size()).isEqualTo(13);
        assertThat(locations.findValuesAsString("region")).containsOnly("WEST", "SOUTH", "NORTH", "EAST");
    }

    @Test
    void personasAreAsDocumented() throws Exception {
        JsonNode patil = person("10000001");
        assertThat(text(nav(patil, "personalInfoNav"), "firstName")).isEqualTo("Ramesh");
        assertThat(date(patil.path("dateOfBirth"))).isEqualTo("1982-03-14");
        assertThat(patil.path("personRelationshipNav").path("results").findValuesAsString("firstName"))
                .containsExactly("Sunita", "Aarav", "Isha", "Shanta");
        JsonNode iyer = nav(person("10000002"), "employmentNav");
        assertThat(text(iyer, "emplStatus")).isEqualTo("R");
        assertThat(date(iyer.path("endDate"))).isEqualTo("2018-03-31");
        JsonNode nair = person("10000003");
        assertThat(date(nair.path("dateOfDeath"))).isEqualTo("2024-08-19");
        assertThat(text(nav(person("10000018"), "personalInfoNav"), "firstName"))
                .isEqualTo("Harish Chandra");
        for (int number = 10000011; number <= 10000020; number++) {
            JsonNode job = nav(nav(person(String.valueOf(number)), "employmentNav"), "jobInfoNav");
            assertThat(text(job, "payGrade")).isIn("O", "M");
        }
    }

    @Test
    void theDatesOfEverybodyAgreeWithEachOther() throws Exception {
        LocalDate asOf = LocalDate.parse("2026-11-01");
        int serving = 0;
        int retired = 0;
        for (JsonNode person : all(running, "$top=1000")) {
            String number = text(person, "personIdExternal");
            LocalDate born = date(person.path("dateOfBirth"));
            JsonNode employment = nav(person, "employmentNav");
            LocalDate joined = date(employment.path("startDate"));
            String status = text(employment, "emplStatus");
            assertThat(joined).as(number).isAfterOrEqualTo(born.plusYears(18)).isBefore(asOf);
            assertThat(person.path("dateOfDeath").isNull()).as(number).isEqualTo(!status.equals("D"));
            if (status.equals("A")) {
                serving++;
                assertThat(employment.path("endDate").isNull()).as(number).isTrue();
                assertThat(born).as(number).isAfter(asOf.minusYears(60));
            } else {
                assertThat(date(employment.path("endDate")))
                        .as(number)
                        .isAfter(joined)
                        .isBefore(asOf);
            }
            if (status.equals("R")) {
                retired++;
                assertThat(date(employment.path("endDate")))
                        .as(number)
                        .isBetween(born.plusYears(58), born.plusYears(60).plusMonths(1));
            }
            checkFamily(person, number, born, asOf);
            assertThat(text(nav(person, "phoneNav"), "phoneNumber")).matches("6000\\d{6}");
            JsonNode account = nav(person, "paymentInformationNav");
            assertThat(text(account, "bankIfsc")).matches("[A-Z]{4}0[A-Z0-9]{6}");
            assertThat(text(account, "accountNumber")).matches("\\d{11,16}").doesNotMatch("\\d*99\\d\\d");
        }
        assertThat(serving).isBetween(1160, 1320);
        assertThat(retired).isBetween(580, 740);
    }

    private static void checkFamily(JsonNode person, String number, LocalDate born, LocalDate asOf) {
        LocalDate youngestParent = born;
        for (JsonNode relative : person.path("personRelationshipNav").path("results")) {
            if (text(relative, "relationshipType").equals("SPOUSE")) {
                LocalDate spouse = date(relative.path("dateOfBirth"));
                youngestParent = spouse.isAfter(born) ? spouse : born;
            }
        }
        for (JsonNode relative : person.path("personRelationshipNav").path("results")) {
            LocalDate relativeBorn = date(relative.path("dateOfBirth"));
            assertThat(relativeBorn).as(number).isBefore(asOf);
            assertThat(text(relative, "personRelationshipId")).startsWith(number + "-");
            switch (text(relative, "relationshipType")) {
                case "CHILD" -> assertThat(relativeBorn).as(number).isAfterOrEqualTo(youngestParent.plusYears(20));
                case "FATHER", "MOTHER" -> assertThat(relativeBorn).as(number).isBeforeOrEqualTo(born.minusYears(20));
                default -> assertThat(relativeBorn).as(number).isBetween(born.minusYears(10), born.plusYears(10));
            }
        }
    }

    private static List<String> changedSince(String time) throws Exception {
        return filtered("lastModifiedDateTime gt datetimeoffset'" + time + "'").stream()
                .map(person -> text(person, "personIdExternal"))
                .toList();
    }

    private static List<JsonNode> filtered(String filter) throws Exception {
        return all(running, "$filter=" + Running.encode(filter));
    }

    private static JsonNode person(String number) throws Exception {
        List<JsonNode> found = filtered("personIdExternal eq '" + number + "'");
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static void event(String number, String json) throws Exception {
        var response = running.post("/hrms/admin/people/" + number + "/events", json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static String join(String firstName, String lastName) throws Exception {
        var response = running.post("/hrms/admin/people/new/events", """
                {"kind":"JOIN","firstName":"%s","lastName":"%s","gender":"F","dateOfBirth":"2003-01-09",
                 "company":"INFO","location":"HYD"}""".formatted(firstName, lastName));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return text(Running.json(response.body()), "personIdExternal");
    }

    private static JsonNode people(String query) throws Exception {
        return running.get("/hrms/odata/v2/PerPerson?" + query, "portal", "hrms-demo")
                .path("d");
    }

    private static List<JsonNode> all(Running from, String query) throws Exception {
        List<JsonNode> people = new ArrayList<>();
        String url = "/hrms/odata/v2/PerPerson?$expand=" + EXPAND + "&" + query;
        while (!url.isEmpty()) {
            JsonNode page = from.get(url, "portal", "hrms-demo").path("d");
            page.path("results").forEach(people::add);
            url = page.path("__next").asString("");
        }
        return people;
    }

    /** People without the links to themselves, which hold the server's port. */
    private static List<String> texts(List<JsonNode> people) {
        return people.stream()
                .map(person -> person.toString().replaceAll("http://[^\"]*", ""))
                .toList();
    }

    private static JsonNode nav(JsonNode node, String name) {
        return node.path(name).path("results").get(0);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString();
    }

    private static LocalDate date(JsonNode node) {
        return instant(node).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant instant(JsonNode node) {
        Matcher matcher = DATE.matcher(node.asString());
        assertThat(matcher.matches()).as(node.toString()).isTrue();
        return Instant.ofEpochMilli(Long.parseLong(matcher.group(1)));
    }
}
