package org.ltet.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds accounts by number or name, and shows all that is known of one (ADM-3). */
@Component
@Transactional(readOnly = true)
public class FindAccounts {

    private static final int LONGEST_TYPED = 100;

    private final JdbcClient jdbc;
    private final RoleRows roles;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final SignInGuard guard;

    FindAccounts(JdbcClient jdbc, RoleRows roles, SecondFactors factors, Sessions sessions, SignInGuard guard) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.factors = factors;
        this.sessions = sessions;
        this.guard = guard;
    }

    /**
     * What to look for.
     *
     * @param typed the beginning of a number, or beginnings of parts of a name; empty for anybody
     * @param role null for any
     * @param staffOnly leaves out those who are members only
     */
    public record Wanted(String typed, @Nullable Role role, boolean staffOnly, boolean lockedOnly) {}

    /** @param after the number of the last account already seen, empty for the first */
    public List<AccountSummary> page(Wanted wanted, String after, int most) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("""
                select a.id, a.employee_number, a.display_name, a.status, a.last_sign_in_at,
                    (select array_agg(r.role) from identity.role_assignment r where r.account_id = a.id) as roles
                from identity.account a where a.employee_number collate "C" > ?
                """);
        parameters.add(after);
        String typed = wanted.typed().strip();
        if (typed.length() > LONGEST_TYPED) {
            return List.of();
        }
        if (!typed.isEmpty() && typed.chars().anyMatch(Character::isDigit)) {
            sql.append(" and starts_with(a.employee_number collate \"C\", ?)");
            parameters.add(typed.toUpperCase(Locale.ROOT));
        } else if (!typed.isEmpty()) {
            String words = words(typed);
            if (words.isEmpty()) {
                return List.of();
            }
            sql.append(" and to_tsvector('simple', a.display_name) @@ to_tsquery('simple', ?)");
            parameters.add(words);
        }
        if (wanted.role() != null) {
            sql.append(" and exists (select from identity.role_assignment r where r.account_id = a.id and r.role = ?)");
            parameters.add(wanted.role().name());
        } else if (wanted.staffOnly()) {
            sql.append(" and exists (select from identity.role_assignment r where r.account_id = a.id"
                    + " and r.role <> 'MEMBER')");
        }
        if (wanted.lockedOnly()) {
            sql.append(" and a.status = 'DISABLED'");
        }
        sql.append(" order by a.employee_number collate \"C\" limit ?");
        parameters.add(most);
        return jdbc.sql(sql.toString())
                .params(parameters)
                .query(FindAccounts::summary)
                .list();
    }

    /** Beginnings of words, all of which must be found; nothing typed can be an operator of the search. */
    private static String words(String typed) {
        return Arrays.stream(typed.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word + "':*")
                .collect(Collectors.joining(" & "));
    }

    private static AccountSummary summary(ResultSet row, int index) throws SQLException {
        String[] names = row.getArray("roles") == null
                ? new String[0]
                : (String[]) row.getArray("roles").getArray();
        return new AccountSummary(
                row.getObject("id", UUID.class),
                row.getString("employee_number"),
                row.getString("display_name"),
                !row.getString("status").equals("ACTIVE"),
                Stream.of(names).map(Role::valueOf).sorted().toList(),
                instant(row, "last_sign_in_at"));
    }

    /** @throws Refused notFound */
    public AccountDetails details(String employeeNumber) {
        return jdbc.sql("""
                        select id, employee_number, display_name, email, status, access_version, opened_at,
                            last_sign_in_at, locked_at, lock_reason
                        from identity.account where employee_number = ?
                        """)
                .param(employeeNumber)
                .query((row, index) -> details(row))
                .optional()
                .orElseThrow(() -> Refused.notFound("account"));
    }

    private AccountDetails details(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String number = row.getString("employee_number");
        String email = row.getString("email");
        Instant paused = Stream.of(number, email == null ? number : email)
                .map(guard::lockedUntil)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(null);
        return new AccountDetails(
                new AccountView(id, number, row.getString("display_name"), email),
                row.getLong("access_version"),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "last_sign_in_at"),
                !row.getString("status").equals("ACTIVE"),
                instant(row, "locked_at"),
                row.getString("lock_reason"),
                paused,
                roles.of(id),
                factors.of(id),
                sessions.of(number));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
