package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.schemes.SchemeDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down once which amounts need which levels, so that the database can refuse a sanction by itself (REV-5). */
@Component
class LevelRules {

    private final JdbcClient jdbc;

    LevelRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is written for a version stays: a version never changes. */
    void keep(UUID versionId, SchemeDefinition definition) {
        List<SchemeDefinition.Level> levels = definition.levels();
        jdbc.sql("""
                insert into applications.level_rule (scheme_version_id, level, min_payable)
                select :version, level, min_payable
                from unnest(:levels::text[], :from::numeric[]) as rule (level, min_payable)
                on conflict do nothing
                """)
                .param("version", versionId)
                .param(
                        "levels",
                        levels.stream().map(level -> level.level().name()).toArray(String[]::new))
                .param(
                        "from",
                        levels.stream()
                                .map(level -> level.minPayable().amount())
                                .toArray(BigDecimal[]::new))
                .update();
    }
}
