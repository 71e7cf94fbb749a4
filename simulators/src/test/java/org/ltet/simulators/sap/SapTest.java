package org.ltet.simulators.sap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.simulators.Running;
import tools.jackson.databind.JsonNode;

@DisplayName("The simulated SAP (ITG-2, ITG-6)")
class SapTest {

    private static final String[] PORTAL = {"portal", "sap-demo"};
    private static final String ENTRIES = "/sap/opu/journal-entries";

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.with();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void postsOncePerKeyInTheFiscalYearOfThePosting() throws Exception {
        HttpResponse<String> first = post(ENTRIES, "k1", entry("V-1", "500.00"));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode document = Running.json(first.body());
        assertThat(document.path("fiscalYear").asInt()).isEqualTo(2025);
        HttpResponse<String> again = post(ENTRIES, "k1", entry("V-1", "500.00"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Running.json(again.body())).isEqualTo(document);
        assertThat(post(ENTRIES, "k1", entry("V-1", "501.00")).statusCode()).isEqualTo(409);
        assertThat(running.get(ENTRIES + "?reference=V-1", PORTAL).size()).isEqualTo(1);
    }

    @Test
    void refusesWhatDoesNotBalanceOrLacksItsKey() throws Exception {
        assertThat(post(ENTRIES, "k2", entry("V-2", "500.00").replaceFirst("\"amount\":500", "\"amount\":499"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(running.post(ENTRIES, entry("V-2", "500.00"), PORTAL).statusCode())
                .isEqualTo(400);
        assertThat(running.post(ENTRIES, entry("V-2", "500.00")).statusCode()).isEqualTo(401);
    }

    @Test
    void reversesOnceWithSidesExchanged() throws Exception {
        String document = path(post(ENTRIES, "k3", entry("V-3", "700.00")));
        String reversals = document + "/reversals";
        HttpResponse<String> reversal = post(reversals, "r3", "{\"reason\":\"Payment came back\"}");
        assertThat(reversal.statusCode()).as(reversal.body()).isEqualTo(201);
        assertThat(Running.json(reversal.body()).at("/items/0/side").asString()).isEqualTo("CREDIT");
        assertThat(post(reversals, "r3", "{\"reason\":\"Payment came back\"}").statusCode())
                .isEqualTo(200);
        assertThat(post(reversals, "r4", "{}").statusCode()).isEqualTo(409);
        assertThat(running.get(document, PORTAL).path("status").asString()).isEqualTo("REVERSED");
        assertThat(post(ENTRIES + "/LTET/2025/1/reversals", "r5", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsWhatItHoldsOfEachDayByCompanyAndKindOfDocument() throws Exception {
        String one = entry("V-4", "300.00").replace("\"LTET\"", "\"DAYS\"");
        String document = path(post(ENTRIES, "k4", one));
        post(ENTRIES, "k5", one.replace("V-4", "V-5").replace("2026-03-31", "2026-04-01"));
        post(ENTRIES, "k6", one.replace("V-4", "V-6").replace("\"SA\"", "\"KR\""));
        post(document + "/reversals", "r7", "{\"postingDate\":\"2026-04-01\",\"reason\":\"Back\"}");
        JsonNode days =
                running.get(ENTRIES + "/totals?companyCode=DAYS&documentType=SA&from=2026-03-01&to=2026-04-30", PORTAL);
        assertThat(days.size()).isEqualTo(2);
        assertThat(days.at("/0/documents").asInt()).isEqualTo(1);
        assertThat(days.at("/0/balances/500100").decimalValue()).isEqualByComparingTo("300");
        assertThat(days.at("/1/documents").asInt()).isEqualTo(2);
        assertThat(days.at("/1/debits").decimalValue()).isEqualByComparingTo("600");
        assertThat(days.at("/1/balances/500100").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void eachCompanyAndYearHasNumbersOfItsOwn() throws Exception {
        String entry = entry("V-7", "10.00").replace("\"LTET\"", "\"ONE\"");
        String first = path(post(ENTRIES, "n1", entry));
        String nextYear = path(post(ENTRIES, "n2", entry.replace("2026-03-31", "2026-04-01")));
        assertThat(nextYear).isEqualTo(first.replace("/2025/", "/2026/")).isNotEqualTo(first);
        assertThat(Running.json(post(nextYear + "/reversals", "n3", "{\"postingDate\":\"2026-04-01\"}")
                                .body())
                        .at("/reverses/fiscalYear")
                        .asInt())
                .isEqualTo(2026);
        assertThat(running.get(first, PORTAL).path("status").asString()).isEqualTo("POSTED");
    }

    private static String path(HttpResponse<String> posted) {
        JsonNode document = Running.json(posted.body());
        return ENTRIES + "/" + document.path("companyCode").asString() + "/"
                + document.path("fiscalYear").asInt() + "/"
                + document.path("documentNumber").asString();
    }

    private static HttpResponse<String> post(String path, String key, String json) throws IOException {
        return running.send(running.request(path, PORTAL)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static String entry(String reference, String amount) {
        return """
                {"companyCode":"LTET","postingDate":"2026-03-31","documentType":"SA","reference":"%1$s","items":[
                 {"glAccount":"500100","costCenter":"EDU","side":"DEBIT","amount":%2$s,"currency":"INR"},
                 {"glAccount":"210000","side":"CREDIT","amount":%2$s,"currency":"INR"}]}""".formatted(reference, amount);
    }
}
