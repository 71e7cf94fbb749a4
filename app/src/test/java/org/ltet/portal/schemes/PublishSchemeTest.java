package org.ltet.portal.schemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Versions of schemes on PostgreSQL (ADM-1, SCH-4). */
@PortalTest
@RecordApplicationEvents
class PublishSchemeTest {

    @Autowired
    PublishScheme publishScheme;

    @Autowired
    Schemes schemes;

    @Autowired
    VersionRows rows;

    @Autowired
    CatalogueLoader loader;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEvents events;

    /** A scheme of this test's own. */
    String code = "";

    @BeforeEach
    void nameTheScheme() {
        code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    /** Out of the way of other tests, which count the schemes in force. */
    @AfterEach
    void endTheScheme() {
        jdbc.sql("update schemes.scheme_version set valid_to = valid_from - 1 where code = :code")
                .param("code", code)
                .update();
        clock.reset();
    }

    private SchemeDefinition definition(int percent) {
        return DefinitionJson.read(Family.source("S14")
                .replace("\"code\": \"S14\"", "\"code\": \"" + code + "\"")
                .replace("\"percent\": 50", "\"percent\": " + percent));
    }

    private LocalDate today() {
        return IndiaTime.today(clock);
    }

    @Test
    void aNewVersionEndsTheOneBeforeAndBothStayReadable() {
        UUID first = publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        LocalDate change = today().plusDays(10);
        UUID second = publishScheme.publish(definition(60), change, "test");
        assertThat(schemes.current(code).id()).isEqualTo(first);
        assertThat(schemes.version(first).validTo()).isEqualTo(change.minusDays(1));
        clock.setTo(change);
        assertThat(schemes.current(code).id()).isEqualTo(second);
        assertThat(schemes.version(second).number()).isEqualTo(2);
        assertThat(schemes.version(first).definition().benefit())
                .isEqualTo(new BenefitRule.Percentage(BigDecimal.valueOf(50)));
    }

    @Test
    void aVersionReplacedOnItsFirstDayWasNeverInForce() {
        publishScheme.publish(definition(50), today(), "test");
        UUID second = publishScheme.publish(definition(60), today(), "test");
        assertThat(schemes.current(code).id()).isEqualTo(second);
    }

    @Test
    void refusesToRewriteThePastOrToOvertakeALaterVersion() {
        publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        publishScheme.publish(definition(60), today().plusDays(10), "test");
        assertThatThrownBy(() -> publishScheme.publish(definition(70), today().minusDays(1), "test"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("schemes.validFromPast"));
        assertThatThrownBy(() -> publishScheme.publish(definition(70), today().plusDays(9), "test"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("schemes.laterVersion"));
    }

    @Test
    void refusesAWrongDefinitionWithEverythingThatIsWrong() {
        assertThatThrownBy(() -> publishScheme.publish(definition(500), today(), "test"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("schemes.definition");
                    assertThat(refused.arguments()).singleElement().asString().contains("benefit.percent");
                });
        assertThat(schemes.find(code)).isEmpty();
    }

    @Test
    void aClosedSchemeTakesApplicationsUntilItsLastDay() {
        publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        publishScheme.close(code, today());
        assertThat(schemes.find(code)).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(schemes.find(code)).isEmpty();
        assertThatThrownBy(() -> publishScheme.close(code, today())).isInstanceOf(Refused.class);
    }

    @Test
    void loadsTheCatalogueOnTheFirstStartOnly() throws Exception {
        int versions = rows.all().size();
        assertThat(schemes.current(LocalDate.of(2026, 8, 1)))
                .extracting(SchemeVersion::code)
                .contains("S01", "S14");
        loader.run(new DefaultApplicationArguments());
        assertThat(rows.all()).hasSize(versions);
    }

    @Test
    @DisplayName("Every publication is audited with each part that changed (SEC-2)")
    void auditsEachPartThatChanged() {
        publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        events.clear();
        publishScheme.publish(definition(60), today(), "test");
        assertThat(events.stream(Audited.class)).singleElement().satisfies(audited -> {
            assertThat(audited.action()).isEqualTo("scheme.published");
            assertThat(audited.schemeCode()).isEqualTo(code);
            assertThat(audited.changes())
                    .extracting(Audited.Change::field)
                    .containsExactly("number", "validFrom", "benefit");
            assertThat(audited.changes().getLast().from()).isEqualTo("{\"percent\":50}");
            assertThat(audited.changes().getLast().to()).isEqualTo("{\"percent\":60}");
        });
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrRemoveAVersion() {
        UUID id = publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        for (String change : List.of(
                "update schemes.scheme_version set definition = definition || '{\"financeSlaHours\": 1}' where id = :id",
                "update schemes.scheme_version set valid_from = valid_from + 1 where id = :id",
                "delete from schemes.scheme_version where id = :id")) {
            assertThatThrownBy(() -> jdbc.sql(change).param("id", id).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void theDatabaseItselfKeepsVersionsOfOneSchemeFromOverlapping() {
        publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        SchemeVersion rival =
                new SchemeVersion(UUID.randomUUID(), code, 2, definition(60), LocalDate.of(2026, 1, 1), null);
        assertThatThrownBy(() -> rows.insert(rival, clock.instant(), "test"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("one_version_at_a_time");
    }

    @Test
    void twoPublicationsAtOnceMakeTwoVersionsInARow() throws Exception {
        publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Callable<UUID> publish = () -> publishScheme.publish(definition(60), today(), "test");
            Future<UUID> one = two.submit(publish);
            Future<UUID> other = two.submit(publish);
            assertThat(schemes.version(one.get()).number()
                            + schemes.version(other.get()).number())
                    .isEqualTo(5);
        }
        assertThat(schemes.current(code).number()).isEqualTo(3);
    }

    @Test
    @DisplayName("A version published by another node shows at once here too (SCH-4)")
    void hearsOfVersionsPublishedElsewhere() throws InterruptedException {
        UUID id = publishScheme.publish(definition(50), LocalDate.of(2020, 4, 1), "test");
        assertThat(schemes.version(id).validTo()).isNull();
        LocalDate end = today().plusDays(3);
        jdbc.sql("update schemes.scheme_version set valid_to = :end where id = :id")
                .param("end", end)
                .param("id", id)
                .update();
        for (int tries = 0; tries < 100 && schemes.version(id).validTo() == null; tries++) {
            Thread.sleep(50);
        }
        assertThat(schemes.version(id).validTo()).isEqualTo(end);
    }
}
