package org.ltet.portal.schemes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions as rows. */
@Component
class VersionRows {

    private final JdbcClient jdbc;

    VersionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every version ever published: some dozens, all of them kept in memory. */
    List<SchemeVersion> all() {
        return jdbc.sql("""
                        select id, code, number, definition, valid_from, valid_to
                          from schemes.scheme_version order by code, number
                        """).query(VersionRows::version).list();
    }

    /** The versions of one scheme, locked against another publication until the transaction ends. */
    List<SchemeVersion> lock(String code) {
        jdbc.sql("insert into schemes.scheme (code) values (:code) on conflict do nothing")
                .param("code", code)
                .update();
        jdbc.sql("select code from schemes.scheme where code = :code for update")
                .param("code", code)
                .query(String.class)
                .single();
        return jdbc.sql("""
                        select id, code, number, definition, valid_from, valid_to
                          from schemes.scheme_version where code = :code order by number
                        """).param("code", code).query(VersionRows::version).list();
    }

    void insert(SchemeVersion version, Instant publishedAt, String publishedBy) {
        jdbc.sql("""
                        insert into schemes.scheme_version
                               (id, code, number, definition, valid_from, valid_to, published_at, published_by)
                        values (:id, :code, :number, :definition::jsonb, :validFrom, :validTo, :at, :by)
                        """)
                .param("id", version.id())
                .param("code", version.code())
                .param("number", version.number())
                .param("definition", DefinitionJson.write(version.definition()))
                .param("validFrom", version.validFrom())
                .param("validTo", version.validTo())
                .param("at", publishedAt.atOffset(ZoneOffset.UTC))
                .param("by", publishedBy)
                .update();
    }

    void endOn(UUID id, @Nullable LocalDate lastDay) {
        jdbc.sql("update schemes.scheme_version set valid_to = :lastDay where id = :id")
                .param("lastDay", lastDay)
                .param("id", id)
                .update();
    }

    /** Lets one node at a time load the catalogue; true when there is none yet. */
    boolean lockEmptyCatalogue() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('schemes catalogue'))::text")
                .query(String.class)
                .single();
        return jdbc.sql("select not exists (select from schemes.scheme)")
                .query(Boolean.class)
                .single();
    }

    private static SchemeVersion version(ResultSet row, int number) throws SQLException {
        return new SchemeVersion(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getInt("number"),
                DefinitionJson.read(row.getString("definition")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }
}
