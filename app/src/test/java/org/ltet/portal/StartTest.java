package org.ltet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class StartTest {

    @Autowired
    JdbcClient jdbc;

    @Test
    void runsOnARealPostgreSQL() {
        assertThat(jdbc.sql("show server_version").query(String.class).single()).startsWith("18.");
        assertThat(jdbc.sql("select count(*) from operations.event_publication")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
