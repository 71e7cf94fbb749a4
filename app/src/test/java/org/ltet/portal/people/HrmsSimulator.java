package org.ltet.portal.people;

import java.util.Map;
import java.util.Objects;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The real HR simulator over HTTP, one for all tests of people; each test makes things happen to people of its own. */
interface HrmsSimulator {

    int PEOPLE = 2_000;

    ConfigurableApplicationContext SIMULATORS = start();

    private static ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = SimulatorsApplication.start(
                "--server.port=0", "--simulators.hrms.people=" + PEOPLE, "--simulators.mailbox.smtp-port=0");
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        return started;
    }

    static String address() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(SIMULATORS.getEnvironment().getProperty("local.server.port"));
    }

    @DynamicPropertySource
    static void useIt(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.hrms.url", () -> address() + "/hrms/odata/v2");
        registry.add("portal.integrations.hrms.page-size", () -> "300");
        registry.add("portal.integrations.hrms.first-pause", () -> "20ms");
        registry.add("portal.integrations.hrms.read-timeout", () -> "5s");
    }

    static void happens(String employeeNumber, Map<String, ?> event) {
        client().post()
                .uri("/hrms/admin/people/{number}/events", employeeNumber)
                .contentType(MediaType.APPLICATION_JSON)
                .body(event)
                .retrieve()
                .toBodilessEntity();
    }

    static void fails(String kind, int times, String pathContains) {
        client().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system",
                        "hrms",
                        "kind",
                        kind,
                        "times",
                        times,
                        "pathContains",
                        pathContains,
                        "delayMillis",
                        10))
                .retrieve()
                .toBodilessEntity();
    }

    static void worksAgain() {
        client().delete().uri("/faults").retrieve().toBodilessEntity();
    }

    private static RestClient client() {
        return RestClient.create(address());
    }
}
