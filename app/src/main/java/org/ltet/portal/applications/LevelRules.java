package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.schemes.SchemeDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down once which amounts and circumstances need which levels, so that the database can refuse a sanction by itself (REV-5). */
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
                with kept as (
                    insert into applications.level_rule (scheme_version_id, level, min_payable, on_high_risk, on_override)
                    select :version, level, min_payable, on_high_risk, on_override
                    from unnest(:levels::text[], :from::numeric[], :onHighRisk::boolean[], :onOverride::boolean[])
                        as rule (level, min_payable, on_high_risk, on_override)
                    on conflict do nothing)
                update applications.level_rule r set on_high_risk = rule.on_high_risk, on_override = rule.on_override
                from unnest(:levels::text[], :onHighRisk::boolean[], :onOverride::boolean[])
                    as rule (level, on_high_risk, on_override)
                where r.scheme_version_id = :version and r.level = rule.level and r.on_high_risk is null
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
                .param(
                        "onHighRisk",
                        levels.stream().map(SchemeDefinition.Level::onHighRisk).toArray(Boolean[]::new))
                .param(
                        "onOverride",
                        levels.stream().map(SchemeDefinition.Level::onOverride).toArray(Boolean[]::new))
                .update();
    }
}
