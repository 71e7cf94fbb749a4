package org.ltet.portal.payments.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ltet.portal.payments.layout.LayoutContent;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutDefinition.LineEnd;
import org.ltet.portal.payments.layout.LayoutDefinition.Part;
import org.ltet.portal.payments.layout.LayoutDefinition.Quoting;
import org.ltet.portal.payments.layout.LayoutDefinition.Shape;
import org.ltet.portal.payments.layout.LayoutField;
import org.ltet.portal.payments.layout.LayoutField.Align;
import org.ltet.portal.payments.layout.LayoutField.Fill;
import org.ltet.portal.web.Form;

/**
 * The editor's form. A line's fields are sent as lists of equal length, one value for each field, in their order; whatever
 * cannot be read is taken as the plainest and shown so, with its fault.
 */
final class LayoutForm {

    static final String TAB = "TAB";

    private LayoutForm() {}

    static LayoutDefinition read(Form form) {
        String separator = form.value("separator").strip();
        return new LayoutDefinition(
                choice(Shape.values(), form.value("shape")),
                separator.equalsIgnoreCase(TAB) ? "\t" : cut(separator, 3),
                choice(Quoting.values(), form.value("quoting")),
                choice(LineEnd.values(), form.value("lineEnd")),
                cut(form.value("extension").strip(), 20),
                cut(form.value("symbols").replace(" ", ""), 40),
                fields(form, Part.HEADER),
                fields(form, Part.COLUMNS),
                fields(form, Part.TRAILER));
    }

    private static List<LayoutField> fields(Form form, Part part) {
        List<LayoutField> fields = new ArrayList<>();
        int count = Math.min(form.values(part.key() + ".content").size(), LayoutDefinition.MOST_FIELDS);
        for (int i = 0; i < count; i++) {
            fields.add(new LayoutField(
                    choice(LayoutContent.values(), value(form, part, "content", i)),
                    cut(value(form, part, "text", i), LayoutDefinition.WIDEST),
                    width(value(form, part, "width", i)),
                    value(form, part, "format", i),
                    choice(Align.values(), value(form, part, "align", i)),
                    choice(Fill.values(), value(form, part, "fill", i))));
        }
        return fields;
    }

    private static String value(Form form, Part part, String property, int index) {
        List<String> values = form.values(part.key() + "." + property);
        return index < values.size() ? values.get(index) : "";
    }

    private static int width(String typed) {
        String digits = typed.strip();
        return digits.matches("\\d{1,6}") ? Math.min(Integer.parseInt(digits), LayoutDefinition.WIDEST) : 0;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** The first where none of them was sent. */
    private static <T extends Enum<T>> T choice(T[] values, String typed) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(typed))
                .findFirst()
                .orElse(values[0]);
    }

    /** What a button of the form does to what was typed: "add.columns", "up.columns.2", "remove.header.0". */
    static LayoutDefinition changed(LayoutDefinition typed, String button) {
        String[] words = button.split("\\.");
        List<Part> parts = Arrays.stream(Part.values())
                .filter(part -> words.length > 1 && part.key().equals(words[1]))
                .toList();
        if (parts.isEmpty()) {
            return typed;
        }
        Part part = parts.getFirst();
        List<LayoutField> fields = new ArrayList<>(typed.fields(part));
        int index = words.length > 2 && words[2].matches("\\d{1,3}") ? Integer.parseInt(words[2]) : fields.size();
        switch (words[0]) {
            case "add" -> {
                if (fields.size() < LayoutDefinition.MOST_FIELDS) {
                    fields.add(new LayoutField(LayoutContent.TEXT, "", 1, "", Align.LEFT, Fill.SPACE));
                }
            }
            case "remove" -> {
                if (index < fields.size()) {
                    fields.remove(index);
                }
            }
            case "up" -> swap(fields, index, index - 1);
            case "down" -> swap(fields, index, index + 1);
            default -> {
                return typed;
            }
        }
        return with(typed, part, fields);
    }

    private static void swap(List<LayoutField> fields, int one, int other) {
        if (one < fields.size() && other >= 0 && other < fields.size()) {
            Collections.swap(fields, one, other);
        }
    }

    private static LayoutDefinition with(LayoutDefinition typed, Part part, List<LayoutField> fields) {
        return new LayoutDefinition(
                typed.shape(),
                typed.separator(),
                typed.quoting(),
                typed.lineEnd(),
                typed.extension(),
                typed.symbols(),
                part == Part.HEADER ? fields : typed.header(),
                part == Part.COLUMNS ? fields : typed.columns(),
                part == Part.TRAILER ? fields : typed.trailer());
    }
}
