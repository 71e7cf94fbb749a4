package org.ltet.bench;

import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.nio.file.Path;
import java.time.Duration;

/**
 * People arrive evenly while {@code ramp} lasts, each with a real sign-in, and stay; what is measured begins when all
 * are there and lasts {@code steady} seconds. They reach the portal as through a load balancer, which keeps its own
 * connections to it.
 */
public final class PortalSimulation extends Simulation {

    private static final int PEOPLE = Integer.getInteger("people", 10_000);
    private static final Duration RAMP = Duration.ofSeconds(Integer.getInteger("ramp", 1_000));
    private static final Duration STEADY = Duration.ofSeconds(Integer.getInteger("steady", 120));
    private static final String FOLDER = System.getProperty("folder", "target/load");

    private final Times times = new Times(RAMP);

    /** Gatling makes the simulation by this constructor. */
    public PortalSimulation() {
        Press press = new Press(times, System.getProperty("password", "demo-Portal-2026"));
        int reviewers = Math.min(4, Math.max(1, PEOPLE / 50));
        HttpProtocolBuilder portal = http.baseUrl(System.getProperty("base", "http://127.0.0.1:8080"))
                .acceptHeader("text/html")
                .acceptEncodingHeader("gzip")
                .acceptLanguageHeader("en")
                .disableFollowRedirect()
                .shareConnections();
        setUp(
                        scenario("members")
                                .feed(csv(FOLDER + "/members.csv").circular())
                                .exec(new Member(press).whole())
                                .injectOpen(rampUsers(PEOPLE - reviewers).during(RAMP)),
                        scenario("reviewers")
                                .feed(csv(FOLDER + "/reviewers.csv").circular())
                                .exec(new Reviewer(press).whole())
                                .injectOpen(rampUsers(reviewers).during(RAMP)))
                .protocols(portal)
                .maxDuration(RAMP.plus(STEADY));
    }

    @Override
    public void before() {
        times.begin();
    }

    @Override
    public void after() {
        times.report(Path.of(FOLDER, "load.tsv"));
    }
}
