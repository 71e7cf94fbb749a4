package org.ltet.portal.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where all original papers are: awaited, here, to be sent back; within the scope of who looks (REV-4). */
@Component
@Transactional(readOnly = true)
public class OriginalsRegister {

    private static final int MOST = 200;

    /** Who keeps original papers, and so sees the register. */
    static final List<Role> KEEPERS =
            List.of(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HELPDESK_AGENT);

    public enum Part {
        AWAITED,
        HERE,
        /** Here, though nobody needs them any more. */
        TO_RETURN
    }

    /**
     * @param awaited how many papers have not come
     * @param here how many lie with the trust
     */
    public record Row(
            UUID letterId,
            String number,
            String applicationNumber,
            String memberName,
            String employeeNumber,
            String schemeCode,
            String ic,
            ApplicationState state,
            Instant askedAt,
            int awaited,
            int here) {}

    /** @param next where the following page starts, null on the last one */
    public record RegisterPage(List<Row> rows, @Nullable UUID next) {}

    private final JdbcClient jdbc;
    private final OriginalsRows originals;
    private final ApplicationRows applications;
    private final ApplicationGuard guard;
    private final People people;

    OriginalsRegister(
            JdbcClient jdbc,
            OriginalsRows originals,
            ApplicationRows applications,
            ApplicationGuard guard,
            People people) {
        this.jdbc = jdbc;
        this.originals = originals;
        this.applications = applications;
        this.guard = guard;
        this.people = people;
    }

    /** Of one application, oldest first; a member sees neither names nor places. */
    public List<OriginalsLetter> of(UUID applicationId, User user) {
        Application app = applications.find(applicationId).orElse(null);
        if (app == null || !guard.mayRead(app, user)) {
            return List.of();
        }
        boolean member = ApplicationGuard.isMember(app, user);
        return originals.of(applicationId).stream()
                .map(letter -> member ? letter.asMemberSeesIt() : letter)
                .toList();
    }

    /** The oldest letters first. */
    public RegisterPage page(Part part, @Nullable UUID after, int size, User user) {
        int limit = Math.clamp(size, 1, MOST);
        Map<String, Object> parameters = new HashMap<>();
        String sql = """
                select l.id as letter_id, l.number, a.number as application_number, a.member_name, a.employee_number,
                       a.scheme_code, a.ic, a.state, l.asked_at,
                       (select count(*) from applications.original o where o.letter_id = l.id and o.state = 'ASKED') as awaited,
                       (select count(*) from applications.original o where o.letter_id = l.id and o.state = 'HERE') as here
                from applications.originals_letter l join applications.application a on a.id = l.application_id
                where %s and (:after::uuid is null or l.id > :after::uuid)
                order by l.id limit :limit
                """.formatted(condition(part, user, parameters));
        List<Row> found = jdbc.sql(sql)
                .params(parameters)
                .param("after", after)
                .param("limit", limit + 1)
                .query(OriginalsRegister::row)
                .list();
        List<Row> shown = found.subList(0, Math.min(limit, found.size()));
        return new RegisterPage(
                List.copyOf(shown), found.size() > limit ? shown.getLast().letterId() : null);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("letter_id", UUID.class),
                row.getString("number"),
                row.getString("application_number"),
                row.getString("member_name"),
                row.getString("employee_number"),
                row.getString("scheme_code"),
                row.getString("ic"),
                ApplicationState.valueOf(row.getString("state")),
                ApplicationRows.instant(row, "asked_at"),
                row.getInt("awaited"),
                row.getInt("here"));
    }

    public int count(Part part, User user) {
        Map<String, Object> parameters = new HashMap<>();
        String sql = "select count(*) from applications.originals_letter l"
                + " join applications.application a on a.id = l.application_id where "
                + condition(part, user, parameters);
        return jdbc.sql(sql).params(parameters).query(Integer.class).single();
    }

    /** The same words for what is counted and what is listed; nobody's own or relatives' papers. */
    private String condition(Part part, User user, Map<String, Object> parameters) {
        String state = part == Part.AWAITED ? "ASKED" : "HERE";
        String wanted = "a.state in ('SUBMITTED', 'UNDER_REVIEW', 'SENT_BACK')";
        parameters.put("me", user.employeeNumber());
        parameters.put("relatives", people.relatives(user.employeeNumber()).toArray(UUID[]::new));
        return "l.id in (select o.letter_id from applications.original o where o.state = '" + state + "')"
                + switch (part) {
                    case AWAITED -> " and " + wanted;
                    case HERE -> "";
                    case TO_RETURN -> " and not " + wanted;
                }
                + " and a.employee_number <> :me and a.member_id <> all(:relatives)"
                + " and (" + scope(user, parameters) + ")";
    }

    private static String scope(User user, Map<String, Object> parameters) {
        List<String> parts = new ArrayList<>();
        for (Role role : KEEPERS) {
            Optional<Scope> held = user.scopeOf(role);
            if (held.isEmpty()) {
                continue;
            }
            parts.add(switch (role) {
                        case SUB_PANEL_MEMBER -> "a.highest_level in ('SUB_PANEL', 'APEX_PANEL')";
                        case APEX_PANEL_MEMBER -> "a.highest_level = 'APEX_PANEL'";
                        default -> "true";
                    }
                    + within("ic", role, held.get().ics(), parameters)
                    + within("region", role, held.get().regions(), parameters)
                    + within("scheme_code", role, held.get().schemes(), parameters));
        }
        return parts.isEmpty() ? "false" : String.join(" or ", parts);
    }

    private static String within(String column, Role role, Set<String> values, Map<String, Object> parameters) {
        if (values.isEmpty()) {
            return "";
        }
        String name = column + "_" + role;
        parameters.put(name, values.toArray(String[]::new));
        return " and a." + column + " = any(:" + name + ")";
    }
}
