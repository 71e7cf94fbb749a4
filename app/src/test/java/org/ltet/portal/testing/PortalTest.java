package org.ltet.portal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test on the whole portal: real PostgreSQL, a real web server on a free port, a clock that tests move. All such
 * tests share one context and one database, so each makes the data that it needs and relies on nothing else.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "portal.data-directory=target/test-data",
            "portal.audit.anchors=target/test-data/anchors/${random.uuid}",
            "portal.jobs.polling-interval=200ms",
            // Many contexts share the server: one that rests keeps few connections.
            "spring.datasource.hikari.minimum-idle=2",
            "spring.datasource.hikari.idle-timeout=10000",
            "spring.main.banner-mode=off",
            "portal.settings.identity.puzzle.bits=8",
            "portal.settings.identity.throttle.apiPerAccount=1000000",
            "portal.settings.identity.throttle.codesPerAddress=100000",
            "portal.settings.identity.throttle.failuresPerAddress=100000",
            // Tests move the clock by months: what is in work at that moment is not stale.
            "spring.modulith.events.staleness.published=36500d",
            "spring.modulith.events.staleness.processing=36500d",
            "spring.modulith.events.staleness.resubmitted=36500d"
        })
@ContextConfiguration(initializers = TestDatabase.class)
@Import(TestConfiguration.class)
@TestExecutionListeners(listeners = ClockReset.class, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface PortalTest {}
