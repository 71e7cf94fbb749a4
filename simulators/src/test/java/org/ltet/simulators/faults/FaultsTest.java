package org.ltet.simulators.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.simulators.Running;

@DisplayName("Switchable faults (ITG-6)")
class FaultsTest {

    private static final String PEOPLE = "/hrms/odata/v2/PerPerson?$top=5";

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
    void clear() throws Exception {
        running.send(running.request("/faults").DELETE());
    }

    @ParameterizedTest
    @CsvSource({"http500,500", "http503,503"})
    void failsAsOftenAsAskedAndThenWorks(String kind, int status) throws Exception {
        fault("hrms", kind, "\"times\":2");
        assertThat(people().statusCode()).isEqualTo(status);
        assertThat(running.get("/faults").get(0).path("times").asInt()).isEqualTo(1);
        assertThat(people().statusCode()).isEqualTo(status);
        assertThat(people().statusCode()).isEqualTo(200);
        assertThat(running.get("/faults")).isEmpty();
    }

    @Test
    void strikesOnlyTheSystemAndThePathItIsSetFor() throws Exception {
        fault("hrms", "http500", "\"times\":-1,\"pathContains\":\"FOCompany\"");
        fault("bank", "http500", "\"times\":-1");
        assertThat(people().statusCode()).isEqualTo(200);
        assertThat(running.send(running.request("/hrms/odata/v2/FOCompany", "portal", "hrms-demo"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(running.send(running.request("/hrms/odata/v2/FOCompany", "portal", "hrms-demo"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(running.send(running.request("/bank/admin/files")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersLate() throws Exception {
        fault("hrms", "slow", "\"delayMillis\":400");
        Instant before = Instant.now();
        assertThat(people().statusCode()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void dropsTheConnectionWithoutActing() throws Exception {
        fault("sms", "drop-connection", "\"times\":1");
        assertThatThrownBy(() -> sms("dropped")).isInstanceOf(IOException.class);
        assertThat(running.get("/sms/admin/messages").findValuesAsString("reference"))
                .doesNotContain("dropped");
        assertThat(sms("dropped").statusCode()).isEqualTo(202);
    }

    @Test
    void actsWithoutAnswering() throws Exception {
        fault("sms", "timeout-after-acting", "\"delayMillis\":50");
        assertThatThrownBy(() -> sms("acted")).isInstanceOf(IOException.class);
        assertThat(running.get("/sms/admin/messages").findValuesAsString("reference"))
                .containsOnlyOnce("acted");
        assertThat(sms("acted").statusCode()).isEqualTo(202);
        assertThat(running.get("/sms/admin/messages").findValuesAsString("reference"))
                .containsOnlyOnce("acted");
    }

    @Test
    void sendsHalfAnAnswer() throws Exception {
        String whole = people().body();
        fault("hrms", "malformed", "\"times\":1");
        HttpResponse<String> half = people();
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body())
                .isNotEmpty()
                .isEqualTo(whole.substring(0, half.body().length()));
        assertThat(half.body().length()).isLessThan(whole.length());
        assertThatThrownBy(() -> Running.json(half.body())).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesFaultsItDoesNotKnow() throws Exception {
        assertThat(running.post("/faults", "{\"system\":\"moon\",\"kind\":\"slow\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(running.post("/faults", "{\"system\":\"hrms\",\"kind\":\"meteor\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void fault(String system, String kind, String rest) throws IOException {
        var response = running.post("/faults", "{\"system\":\"%s\",\"kind\":\"%s\",%s}".formatted(system, kind, rest));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static HttpResponse<String> people() throws IOException {
        return running.send(running.request(PEOPLE, "portal", "hrms-demo"));
    }

    private static HttpResponse<String> sms(String reference) throws IOException {
        return running.post("/sms/v1/messages", """
                {"to":"6000000001","templateId":"1107160000000000001","text":"Hello","reference":"%s"}""".formatted(reference), "portal", "sms-demo");
    }
}
