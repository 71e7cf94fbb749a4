package org.ltet.portal.payments.layout;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/**
 * What a version of the layout says.
 *
 * @param separator one character between the fields of a line; of {@link Shape#DELIMITED} only
 * @param quoting what becomes of values that hold the separator; of {@link Shape#DELIMITED} only
 * @param extension of the file's name, without the point
 * @param symbols what the bank takes in names and remarks besides letters, digits and spaces
 * @param header fields of the first line; none for no such line
 * @param columns fields of a payment's line
 * @param trailer fields of the last line; none for no such line
 */
public record LayoutDefinition(
        Shape shape,
        String separator,
        Quoting quoting,
        LineEnd lineEnd,
        String extension,
        String symbols,
        List<LayoutField> header,
        List<LayoutField> columns,
        List<LayoutField> trailer) {

    /** The symbols of the basic Latin set of payment files: what is not among them never reaches any file. */
    public static final String LATIN_SYMBOLS = "/-?:().,'+";

    public static final int MOST_FIELDS = 60;
    public static final int WIDEST = 200;

    public enum Shape {
        DELIMITED,
        FIXED_WIDTH
    }

    public enum Quoting {
        /** The separator in a name or remark becomes a space. */
        REPLACE,
        /** Such a value stands between quotation marks. */
        WHERE_NEEDED,
        /** Every value does. */
        ALWAYS
    }

    public enum LineEnd {
        CRLF("\r\n"),
        LF("\n");

        private final String characters;

        LineEnd(String characters) {
            this.characters = characters;
        }

        String characters() {
            return characters;
        }
    }

    /** The three kinds of line. */
    public enum Part {
        HEADER,
        COLUMNS,
        TRAILER;

        /** As it stands in the API and in the names of form fields. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public LayoutDefinition(
            @Nullable Shape shape,
            @Nullable String separator,
            @Nullable Quoting quoting,
            @Nullable LineEnd lineEnd,
            @Nullable String extension,
            @Nullable String symbols,
            @Nullable List<LayoutField> header,
            @Nullable List<LayoutField> columns,
            @Nullable List<LayoutField> trailer) {
        this.shape = shape == null ? Shape.DELIMITED : shape;
        boolean delimited = this.shape == Shape.DELIMITED;
        this.separator = separator == null || !delimited ? "" : separator;
        this.quoting = quoting == null || !delimited ? Quoting.REPLACE : quoting;
        this.lineEnd = lineEnd == null ? LineEnd.CRLF : lineEnd;
        this.extension = extension == null ? "txt" : extension;
        this.symbols = symbols == null ? LATIN_SYMBOLS : symbols;
        this.header = bounded(header);
        this.columns = bounded(columns);
        this.trailer = bounded(trailer);
        if (this.separator.length() > 3 || this.extension.length() > 20 || this.symbols.length() > 40) {
            throw Refused.invalid("payments.layoutTooLarge", MOST_FIELDS, WIDEST);
        }
    }

    /** So much is looked at before any rule: a draft may be wrong, never without bounds. */
    private static List<LayoutField> bounded(@Nullable List<LayoutField> fields) {
        List<LayoutField> given = fields == null ? List.of() : List.copyOf(fields);
        if (given.size() > MOST_FIELDS
                || given.stream()
                        .anyMatch(field ->
                                field.text().length() > WIDEST || field.width() < 0 || field.width() > WIDEST)) {
            throw Refused.invalid("payments.layoutTooLarge", MOST_FIELDS, WIDEST);
        }
        return given;
    }

    /** What stood in the configuration before there were versions: H, D and T lines, whatever the columns of a payment. */
    public static LayoutDefinition configured(String separator, List<LayoutField> columns) {
        return new LayoutDefinition(
                Shape.DELIMITED,
                separator,
                Quoting.REPLACE,
                LineEnd.CRLF,
                "txt",
                LATIN_SYMBOLS,
                List.of(
                        LayoutField.text("H"),
                        LayoutField.of(LayoutContent.CUSTOMER_ID, 35),
                        LayoutField.of(LayoutContent.MESSAGE_ID, 35),
                        LayoutField.of(LayoutContent.DATE, 10)),
                java.util.stream.Stream.concat(java.util.stream.Stream.of(LayoutField.text("D")), columns.stream())
                        .toList(),
                List.of(
                        LayoutField.text("T"),
                        LayoutField.of(LayoutContent.COUNT, 6),
                        LayoutField.of(LayoutContent.TOTAL, 16)));
    }

    public List<LayoutField> fields(Part part) {
        return switch (part) {
            case HEADER -> header;
            case COLUMNS -> columns;
            case TRAILER -> trailer;
        };
    }

    Map<Part, List<LayoutField>> parts() {
        Map<Part, List<LayoutField>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, fields(part));
        }
        return parts;
    }

    boolean delimited() {
        return shape == Shape.DELIMITED;
    }
}
