package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.people.spi.HrmsDirectory;
import org.ltet.portal.people.spi.HrmsPage;
import org.ltet.portal.people.spi.HrmsReading;
import org.ltet.portal.testing.PortalTest;
import org.ltet.simulators.SimulatorsApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A measure, not part of the daily tests: {@code -Dportal.bench.people=600000}. The budget is 60 s for 600,000 people
 * beyond what the simulator itself needs, which is told by reading all pages without looking at them.
 */
@PortalTest
@EnabledIfSystemProperty(named = HrmsAtScaleTest.PEOPLE, matches = "\\d+")
@DisplayName("Synchronisation of very many people")
class HrmsAtScaleTest {

    static final String PEOPLE = "portal.bench.people";

    private static final Logger LOG = LoggerFactory.getLogger(HrmsAtScaleTest.class);
    private static final Duration BUDGET_FOR_600_000 = Duration.ofSeconds(60);

    private static @Nullable ConfigurableApplicationContext simulators;

    @Autowired
    SynchroniseHrms hrms;

    @Autowired
    HrmsDirectory directory;

    @DynamicPropertySource
    static void useOwnSimulator(DynamicPropertyRegistry registry) {
        ConfigurableApplicationContext started = SimulatorsApplication.start(
                "--server.port=0", "--simulators.hrms.people=" + people(), "--simulators.mailbox.smtp-port=0");
        String port = Objects.requireNonNull(started.getEnvironment().getProperty("local.server.port"));
        simulators = started;
        registry.add("portal.integrations.hrms.url", () -> "http://127.0.0.1:" + port + "/hrms/odata/v2");
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(simulators).close();
    }

    @Test
    void keepsItsBudget() {
        Duration reading = timed(this::readOnly);
        reading = timed(this::readOnly);
        Duration first = timed(() -> assertThat(hrms.full().state()).isEqualTo(State.COMPLETED));
        Duration again = timed(() -> assertThat(hrms.full().changed()).isZero());
        Duration delta = timed(() -> assertThat(hrms.delta().state()).isEqualTo(State.COMPLETED));
        LOG.info(
                "{} people: reading alone {}, first full run {}, second {}, delta {}",
                people(),
                reading,
                first,
                again,
                delta);
        Duration budget = BUDGET_FOR_600_000.multipliedBy(people()).dividedBy(600_000);
        assertThat(first.minus(reading)).isLessThan(budget);
        assertThat(again.minus(reading)).isLessThan(budget);
        assertThat(delta).isLessThan(Duration.ofSeconds(5));
    }

    private void readOnly() {
        HrmsReading reading = directory.read(null, null);
        HrmsPage page;
        do {
            page = reading.nextPage();
        } while (page != null);
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int people() {
        return Integer.getInteger(PEOPLE, 0);
    }
}
