package org.ltet.portal.payments.layout;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.layout.LayoutDefinition.Quoting;
import org.ltet.portal.payments.layout.LayoutField.Align;
import org.ltet.portal.shared.Money;

/** The lines of one file in a layout. A value that does not fit is a fault of the program: it is never cut. */
public final class LayoutLines {

    private final LayoutDefinition layout;
    private final FileFacts file;
    private final String refused;
    private final Map<String, String> dates = new HashMap<>();

    public LayoutLines(LayoutDefinition layout, FileFacts file) {
        this.layout = layout;
        this.file = file;
        this.refused = refused(layout);
    }

    /** Symbols that must not stand in names and remarks of this file. */
    private static String refused(LayoutDefinition layout) {
        StringBuilder refused = new StringBuilder();
        LayoutDefinition.LATIN_SYMBOLS
                .chars()
                .filter(symbol -> layout.symbols().indexOf(symbol) < 0)
                .forEach(symbol -> refused.append((char) symbol));
        return layout.quoting() == Quoting.REPLACE ? refused + layout.separator() : refused.toString();
    }

    /** The first line with its end, or nothing. */
    public String header() {
        return line(layout.header(), null);
    }

    public String payment(PaymentFacts payment) {
        return line(layout.columns(), payment);
    }

    /** The last line with its end, or nothing. */
    public String trailer() {
        return line(layout.trailer(), null);
    }

    /** What of a payment does not fit: too long for its field, or nothing left of the name in the bank's characters. */
    public Optional<LayoutContent> misfit(PaymentFacts payment) {
        if (words(payment.name(), LayoutDefinition.WIDEST).isEmpty()) {
            return Optional.of(LayoutContent.NAME);
        }
        try {
            payment(payment);
            return Optional.empty();
        } catch (DoesNotFit e) {
            return Optional.of(e.content());
        }
    }

    private String line(List<LayoutField> fields, @Nullable PaymentFacts payment) {
        if (fields.isEmpty()) {
            return "";
        }
        StringBuilder line = new StringBuilder(160);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                line.append(layout.separator());
            }
            LayoutField field = fields.get(i);
            String value = value(field, payment);
            if (layout.delimited()) {
                appendDelimited(line, field, value);
            } else {
                appendFixed(line, field, value);
            }
        }
        return line.append(layout.lineEnd().characters()).toString();
    }

    private void appendDelimited(StringBuilder line, LayoutField field, String value) {
        if (field.content() != LayoutContent.TEXT) {
            demandFits(field, value);
        }
        boolean holdsSeparator = value.contains(layout.separator());
        if (layout.quoting() == Quoting.ALWAYS || (holdsSeparator && layout.quoting() == Quoting.WHERE_NEEDED)) {
            line.append('"').append(value).append('"');
        } else if (holdsSeparator) {
            throw new DoesNotFit(field.content());
        } else {
            line.append(value);
        }
    }

    private static void appendFixed(StringBuilder line, LayoutField field, String value) {
        demandFits(field, value);
        String rest = String.valueOf(field.fill().character()).repeat(field.width() - value.length());
        line.append(field.align() == Align.RIGHT ? rest + value : value + rest);
    }

    private static void demandFits(LayoutField field, String value) {
        if (value.length() > field.width()) {
            throw new DoesNotFit(field.content());
        }
    }

    private String value(LayoutField field, @Nullable PaymentFacts payment) {
        return switch (field.content()) {
            case TEXT -> field.text();
            case DATE -> date(field, file.payOn());
            case CREATED -> date(field, file.createdOn());
            case CUSTOMER_ID -> file.customerId();
            case MESSAGE_ID -> file.messageId();
            case DEBTOR_NAME -> words(file.debtorName(), field.width());
            case DEBTOR_ACCOUNT -> file.debtorAccount();
            case DEBTOR_IFSC -> file.debtorIfsc();
            case COUNT -> Integer.toString(file.count());
            case TOTAL -> amount(field, file.sum());
            case REFERENCE -> of(field, payment).reference();
            case NAME -> words(of(field, payment).name(), field.width());
            case ACCOUNT -> of(field, payment).account();
            case IFSC -> of(field, payment).ifsc();
            case AMOUNT -> amount(field, of(field, payment).amount());
            case REMARK -> words(of(field, payment).remark(), field.width());
            case LINE_NUMBER -> Integer.toString(of(field, payment).number());
        };
    }

    private static PaymentFacts of(LayoutField field, @Nullable PaymentFacts payment) {
        if (payment == null) {
            throw new DoesNotFit(field.content());
        }
        return payment;
    }

    private static String amount(LayoutField field, Money amount) {
        return field.format().equals(LayoutContent.PAISE)
                ? amount.amount().movePointRight(2).toBigIntegerExact().toString()
                : amount.plain();
    }

    private String date(LayoutField field, LocalDate day) {
        // Of a hundred thousand lines each says the same day.
        return dates.computeIfAbsent(
                field.content() + field.format(),
                key -> DateTimeFormatter.ofPattern(field.format(), Locale.ENGLISH)
                        .format(day));
    }

    /** Without what this bank refuses, in single spaces, cut. */
    String words(String latin, int width) {
        StringBuilder words = new StringBuilder(latin.length());
        for (int i = 0; i < latin.length(); i++) {
            char character = latin.charAt(i);
            boolean space = character == ' ' || refused.indexOf(character) >= 0;
            if (!space) {
                words.append(character);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        String whole = words.toString().strip();
        return whole.length() <= width ? whole : whole.substring(0, width).strip();
    }
}
