package org.ltet.portal.identity.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.shared.AddressRange;

/** Reads the columns that several tables of programs have alike. */
final class Rows {

    private Rows() {}

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** A scope that the portal no longer has is none. */
    static Set<ApiScope> scopes(ResultSet row) throws SQLException {
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        texts(row, "scopes").forEach(text -> ApiScope.of(text).ifPresent(scopes::add));
        return scopes;
    }

    static String[] texts(Set<ApiScope> scopes) {
        return scopes.stream().sorted().map(ApiScope::text).toArray(String[]::new);
    }

    static List<AddressRange> addresses(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("addresses").getArray())
                .map(AddressRange::of)
                .toList();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
