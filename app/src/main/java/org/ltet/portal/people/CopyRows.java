package org.ltet.portal.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcOperations;

/** Collects rows in the text form of PostgreSQL's COPY and sends them at once. */
final class CopyRows {

    private static final String NULL = "\\N";

    private final StringBuilder text = new StringBuilder(1 << 16);

    CopyRows row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            switch (values[i]) {
                case null -> text.append(NULL);
                case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                case byte[][] several -> {
                    // within an array a backslash is doubled once more
                    text.append('{');
                    for (int j = 0; j < several.length; j++) {
                        text.append(j > 0 ? "," : "")
                                .append("\"\\\\\\\\x")
                                .append(HexFormat.of().formatHex(several[j]))
                                .append('"');
                    }
                    text.append('}');
                }
                case String string -> escape(string);
                case Object plain -> text.append(plain);
            }
        }
        text.append('\n');
        return this;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    /** Within the caller's transaction. */
    void into(String table, JdbcOperations jdbc) {
        if (text.isEmpty()) {
            return;
        }
        jdbc.execute((java.sql.Connection connection) -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy " + table + " from stdin",
                                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
