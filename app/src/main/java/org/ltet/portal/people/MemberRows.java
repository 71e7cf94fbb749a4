package org.ltet.portal.people;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ltet.portal.schemes.MemberStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads members with their dependents, each question in one query. */
@Component
class MemberRows {

    private static final String SELECT = """
            select m.id, m.employee_number, m.name, m.status, m.ic, m.ic_name, m.region, m.location, m.department,
                   m.grade, m.birth_date, m.joining_date, m.retirement_date, m.death_date, m.left_date, m.version,
                   coalesce(m.own_email, m.hrms_email) as email, coalesce(m.own_mobile, m.hrms_mobile) as mobile,
                   coalesce(m.own_line, m.hrms_line) as line, coalesce(m.own_city, m.hrms_city) as city,
                   coalesce(m.own_state, m.hrms_state) as state, coalesce(m.own_pin, m.hrms_pin) as pin,
                   (select coalesce(jsonb_agg(jsonb_build_object(
                               'id', d.id, 'relation', d.relation, 'name', d.name, 'birthDate', d.birth_date,
                               'disabled', d.disabled, 'disabilityPercent', d.disability_percent,
                               'active', d.active) order by d.birth_date, d.id), '[]')
                      from people.dependent d where d.member_id = m.id) as dependents
              from people.member m
            """;

    private static final TypeReference<List<Dependent>> DEPENDENTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    MemberRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Member> byEmployeeNumber(String employeeNumber) {
        return jdbc.sql(SELECT + "where m.employee_number = :number")
                .param("number", employeeNumber)
                .query(this::member)
                .optional();
    }

    Optional<Member> byId(UUID id) {
        return jdbc.sql(SELECT + "where m.id = :id")
                .param("id", id)
                .query(this::member)
                .optional();
    }

    Map<UUID, Member> byIds(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(SELECT + "where m.id = any(:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(this::member)
                        .list()
                        .stream()
                        .collect(toUnmodifiableMap(Member::id, Function.identity()));
    }

    private Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getString("employee_number"),
                row.getString("name"),
                status(row.getString("status")),
                row.getString("ic"),
                row.getString("ic_name"),
                row.getString("region"),
                row.getString("location"),
                row.getString("department"),
                row.getString("grade"),
                row.getObject("birth_date", LocalDate.class),
                row.getObject("joining_date", LocalDate.class),
                row.getObject("retirement_date", LocalDate.class),
                row.getObject("death_date", LocalDate.class),
                row.getString("email"),
                row.getString("mobile"),
                new Address(row.getString("line"), row.getString("city"), row.getString("state"), row.getString("pin")),
                json.readValue(row.getString("dependents"), DEPENDENTS),
                row.getObject("left_date", LocalDate.class),
                row.getInt("version"));
    }

    /** One who left was serving until then. */
    private static MemberStatus status(String stored) {
        return stored.equals("LEFT") ? MemberStatus.SERVING : MemberStatus.valueOf(stored);
    }
}
