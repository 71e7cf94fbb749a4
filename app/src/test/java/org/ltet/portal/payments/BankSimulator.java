package org.ltet.portal.payments;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The real bank simulator over HTTP, one for all tests of payments; tests say how it behaves. */
interface BankSimulator {

    ConfigurableApplicationContext SIMULATORS = start();

    private static ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = SimulatorsApplication.start(
                "--server.port=0", "--simulators.hrms.people=50", "--simulators.mailbox.smtp-port=0");
        Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        return started;
    }

    static String address() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(SIMULATORS.getEnvironment().getProperty("local.server.port"));
    }

    /** The outbox is looked at when a test says so. */
    @DynamicPropertySource
    static void useIt(DynamicPropertyRegistry registry) {
        registry.add("portal.integrations.bank.url", () -> address() + "/bank/h2h");
        registry.add("portal.payments.statements.poll-interval", () -> "10h");
        registry.add("portal.payments.statements.max-size", () -> "30MB");
    }

    static void follows(String scenario) {
        client().post()
                .uri("/bank/admin/scenario")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("scenario", scenario))
                .retrieve()
                .toBodilessEntity();
    }

    static void fails(String kind, int times, String pathContains) {
        client().post()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "system",
                        "bank",
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

    /** Tells the bank the layout of the NEFT text that comes: the definition of a version. */
    static void reads(Object definition) {
        client().put()
                .uri("/bank/admin/neft-layout")
                .contentType(MediaType.APPLICATION_JSON)
                .body(definition)
                .retrieve()
                .toBodilessEntity();
    }

    static void readsHeadings() {
        client().delete().uri("/bank/admin/neft-layout").retrieve().toBodilessEntity();
    }

    /** Hands in a file as a person would who loads it up at the bank. */
    static void takes(String name, byte[] file) {
        client().put()
                .uri("/bank/h2h/inbox/{name}", name)
                .headers(headers -> headers.setBasicAuth("portal", "bank-demo"))
                .body(file)
                .retrieve()
                .toBodilessEntity();
    }

    /** Names of all files that the bank took. */
    static List<String> received() {
        return files().stream().map(file -> String.valueOf(file.get("name"))).toList();
    }

    /** How many payments the bank read in a file that it took. */
    static int paymentsIn(String name) {
        return files().stream()
                .filter(file -> name.equals(file.get("name")))
                .mapToInt(file -> ((Number) Objects.requireNonNull(file.get("transactions"))).intValue())
                .sum();
    }

    private static List<Map<String, Object>> files() {
        return Objects.requireNonNull(client().get()
                .uri("/bank/admin/files")
                .retrieve()
                .body(new ParameterizedTypeReference<List<Map<String, Object>>>() {}));
    }

    /** How often the bank paid this reference. */
    static int timesPaid(String endToEndId) {
        Map<String, Object> paid = Objects.requireNonNull(client().get()
                .uri("/bank/admin/payments/{id}", endToEndId)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {}));
        return ((Number) Objects.requireNonNull(paid.get("timesPaid"))).intValue();
    }

    private static RestClient client() {
        return RestClient.create(address());
    }
}
