package org.ltet.portal.throughput;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/**
 * A value as text, with the type as which the server took it.
 *
 * @param type none where the server found out itself
 */
record SqlValue(@Nullable String text, String type) {

    static SqlValue of(ParameterSetOperation operation) {
        Object value = operation.getMethod().getName().equals("setNull")
                ? null
                : operation.getArgs()[1];
        return switch (value) {
            case null -> new SqlValue(null, "");
            case UUID id -> new SqlValue(id.toString(), "uuid");
            case OffsetDateTime at -> new SqlValue(at.toString(), "timestamptz");
            case LocalDate day -> new SqlValue(day.toString(), "date");
            case BigDecimal number -> new SqlValue(number.toPlainString(), "numeric");
            case Integer number -> new SqlValue(number.toString(), "int");
            case Long number -> new SqlValue(number.toString(), "bigint");
            case Boolean truth -> new SqlValue(truth.toString(), "boolean");
            case byte[] bytes -> new SqlValue("\\x" + HexFormat.of().formatHex(bytes), "bytea");
            case Object[] items -> new SqlValue(literal(items), type(items) + "[]");
            case Array array -> new SqlValue(array.toString(), type(array) + "[]");
            default -> new SqlValue(value.toString(), value instanceof String ? "varchar" : "");
        };
    }

    private static String literal(Object[] items) {
        return Arrays.stream(items)
                .map(item -> '"' + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String type(Object[] items) {
        return switch (items) {
            case UUID[] ids -> "uuid";
            case BigDecimal[] numbers -> "numeric";
            case Integer[] numbers -> "int";
            case Long[] numbers -> "bigint";
            case LocalDate[] days -> "date";
            case Boolean[] truths -> "boolean";
            case String[] texts -> "text";
            default ->
                throw new IllegalStateException("Lists of %s are not told to pgbench yet"
                        .formatted(items.getClass().getComponentType()));
        };
    }

    private static String type(Array array) {
        try {
            return array.getBaseTypeName();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
