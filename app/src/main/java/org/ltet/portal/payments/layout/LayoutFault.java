package org.ltet.portal.payments.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.layout.LayoutDefinition.Part;

/**
 * Why a layout cannot be put in force; the words are in message payments.layoutFault.&lt;code&gt;.
 *
 * @param field where: "separator", "columns" or, counted from 0, "columns.2.width"
 */
public record LayoutFault(String field, String code, List<Object> arguments) {

    static LayoutFault of(String field, String code, Object... arguments) {
        return new LayoutFault(field, code, List.of(arguments));
    }

    static LayoutFault at(Part part, int index, String property, String code, Object... arguments) {
        return of(place(part, index, property), code, arguments);
    }

    /** The name of one property of one field, as faults and forms have it. */
    public static String place(Part part, @Nullable Integer index, String property) {
        return index == null ? part.key() + "." + property : part.key() + "." + index + "." + property;
    }
}
