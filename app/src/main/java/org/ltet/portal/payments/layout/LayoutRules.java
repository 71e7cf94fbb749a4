package org.ltet.portal.payments.layout;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ltet.portal.payments.layout.LayoutDefinition.Part;
import org.ltet.portal.payments.layout.LayoutDefinition.Quoting;
import org.ltet.portal.payments.layout.LayoutField.Align;
import org.ltet.portal.payments.layout.LayoutField.Fill;

/** What must hold of a layout before it is handed to an approver, and again before it is put in force. Pure. */
final class LayoutRules {

    /** Not that of the other file of the same batch, which has the same name. */
    private static final Pattern EXTENSION = Pattern.compile("(?!xml$)[a-z0-9]{1,5}");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");

    /** Only a number may have zeros before it: a reference with zeros is another reference. */
    private static final Set<LayoutContent> NUMBERS = EnumSet.of(
            LayoutContent.ACCOUNT,
            LayoutContent.AMOUNT,
            LayoutContent.TOTAL,
            LayoutContent.COUNT,
            LayoutContent.LINE_NUMBER,
            LayoutContent.DEBTOR_ACCOUNT,
            LayoutContent.CUSTOMER_ID);

    private final LayoutDefinition layout;
    private final FileFacts trust;
    private final List<LayoutFault> faults = new ArrayList<>();

    private LayoutRules(LayoutDefinition layout, FileFacts trust) {
        this.layout = layout;
        this.trust = trust;
    }

    /** @param trust the trust's own details as they are set up, which have to fit too */
    static List<LayoutFault> faults(LayoutDefinition layout, FileFacts trust) {
        LayoutRules rules = new LayoutRules(layout, trust);
        rules.whole();
        layout.parts().forEach((part, fields) -> {
            for (int i = 0; i < fields.size(); i++) {
                rules.field(part, i, fields.get(i));
            }
        });
        return List.copyOf(rules.faults);
    }

    private void whole() {
        if (layout.delimited() && !isSeparator(layout.separator())) {
            fault("separator", "separator");
        }
        if (!EXTENSION.matcher(layout.extension()).matches()) {
            fault("extension", "extension");
        }
        layout.symbols()
                .chars()
                .filter(symbol -> LayoutDefinition.LATIN_SYMBOLS.indexOf(symbol) < 0)
                .findFirst()
                .ifPresent(symbol ->
                        fault("symbols", "symbols", Character.toString(symbol), LayoutDefinition.LATIN_SYMBOLS));
        Set<LayoutContent> missing = EnumSet.copyOf(LayoutContent.NEEDED);
        layout.columns().forEach(field -> missing.remove(field.content()));
        missing.forEach(content -> fault(Part.COLUMNS.key(), "missing." + content));
    }

    /** One character that is in no number, name or date by nature. */
    private static boolean isSeparator(String separator) {
        return separator.equals("\t")
                || (separator.length() == 1
                        && PRINTABLE.matcher(separator).matches()
                        && !Character.isLetterOrDigit(separator.charAt(0))
                        && " \"".indexOf(separator.charAt(0)) < 0);
    }

    private void field(Part part, int index, LayoutField field) {
        if (field.content().ofPayment() && part != Part.COLUMNS) {
            fault(part, index, "content", "notInThisLine");
        }
        if (field.content() == LayoutContent.TEXT) {
            text(part, index, field);
        } else if (layout.delimited() && holdsSeparator(field)) {
            fault(part, index, "content", "holdsSeparator", layout.separator());
        }
        width(part, index, field);
        if (!layout.delimited()
                && field.fill() == Fill.ZERO
                && (field.align() == Align.LEFT || !NUMBERS.contains(field.content()))) {
            fault(part, index, "fill", "zeros");
        }
    }

    private void text(Part part, int index, LayoutField field) {
        String text = field.text();
        if (!PRINTABLE.matcher(text).matches() || text.indexOf('"') >= 0) {
            fault(part, index, "text", "textCharacters");
        } else if (layout.quoting() == Quoting.REPLACE && layout.delimited() && holds(text)) {
            fault(part, index, "text", "holdsSeparator", layout.separator());
        }
    }

    /** Only what nothing may be left out of; in words the separator becomes a space. */
    private boolean holdsSeparator(LayoutField field) {
        return layout.quoting() == Quoting.REPLACE
                && (holds(field.content().symbols(field.format())) || holds(own(field.content())));
    }

    private boolean holds(String text) {
        return !layout.separator().isEmpty() && text.contains(layout.separator());
    }

    private void width(Part part, int index, LayoutField field) {
        boolean anyWidth = field.content() == LayoutContent.TEXT && layout.delimited();
        int least = Math.max(Math.max(1, field.least()), own(field.content()).length());
        if (!anyWidth && field.width() < least) {
            fault(
                    part,
                    index,
                    "width",
                    field.content().words() && field.content() != LayoutContent.TEXT
                            ? "tooNarrowForWords"
                            : "tooNarrow",
                    least);
        }
    }

    /** Of the trust's own details, which are set up and not asked for here. */
    private String own(LayoutContent content) {
        return switch (content) {
            case CUSTOMER_ID -> trust.customerId();
            case DEBTOR_ACCOUNT -> trust.debtorAccount();
            default -> "";
        };
    }

    private void fault(String field, String code, Object... arguments) {
        faults.add(LayoutFault.of(field, code, arguments));
    }

    private void fault(Part part, int index, String property, String code, Object... arguments) {
        faults.add(LayoutFault.at(part, index, property, code, arguments));
    }
}
