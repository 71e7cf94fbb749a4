package org.ltet.portal.console.metrics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ltet.portal.testing.PortalTest;
import org.springframework.test.context.TestPropertySource;

/** A portal that writes its log and gives its figures as in production. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PortalTest
@TestPropertySource(
        properties = {
            "logging.structured.format.console=ecs",
            "portal.metrics.address=127.0.0.1",
            "portal.metrics.port=0"
        })
@interface Watched {}
