package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.applications.BillDifference.What;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.ReadField.Name;

/** Compares a line with what was read from its bill (DOC-3). What was read with doubt counts for nothing. */
final class BillDifferences {

    private static final List<Name> PROOF = List.of(Name.TOTAL, Name.BILL_DATE, Name.BILL_NUMBER, Name.PERSON);

    private BillDifferences() {}

    static List<BillDifference> of(LineView line, BillPhoto photo, String beneficiary) {
        List<BillDifference> found = new ArrayList<>();
        UUID document = photo.document().id();
        trusted(photo, Name.TOTAL)
                .filter(total -> line.claimed().amount().compareTo(new BigDecimal(total)) > 0)
                .ifPresent(total -> found.add(new BillDifference(line.id(), document, What.AMOUNT, total)));
        trusted(photo, Name.BILL_DATE)
                .filter(date -> !date.equals(line.billDate().toString()))
                .ifPresent(date -> found.add(new BillDifference(line.id(), document, What.DATE, date)));
        trusted(photo, Name.BILL_NUMBER)
                .filter(number -> !plain(number).equals(plain(line.billNumber())))
                .ifPresent(number -> found.add(new BillDifference(line.id(), document, What.NUMBER, number)));
        trusted(photo, Name.PERSON)
                .filter(person -> !shareAName(person, beneficiary))
                .ifPresent(person -> found.add(new BillDifference(line.id(), document, What.PERSON, person)));
        return found;
    }

    /** The bill was read without doubt, and it says all that the line says, so that nobody has to take the member's word. */
    static boolean proves(BillPhoto photo, LineView line, String beneficiary) {
        return photo.reading().kind() == DocumentKind.BILL
                && photo.reading().certain(PROOF)
                && of(line, photo, beneficiary).isEmpty();
    }

    /** One bill however many photos of it there are. */
    static String sameBill(BillPhoto photo) {
        return photo.field(Name.BILL_DATE).map(ReadField::value).orElse("") + " "
                + plain(photo.field(Name.BILL_NUMBER).map(ReadField::value).orElse(""));
    }

    /** What the bill comes to; nothing where that was not read. */
    static BigDecimal total(BillPhoto photo) {
        return photo.field(Name.TOTAL)
                .map(ReadField::value)
                .map(BigDecimal::new)
                .orElse(BigDecimal.ZERO);
    }

    private static Optional<String> trusted(BillPhoto photo, Name name) {
        return photo.field(name)
                .filter(field -> field.surety() != ReadField.Surety.DOUBTFUL)
                .map(ReadField::value);
    }

    /** Bills shorten names, turn them round and leave parts out; one whole name in common is enough. */
    static boolean shareAName(String one, String other) {
        Set<String> names = names(one);
        names.retainAll(names(other));
        return !names.isEmpty();
    }

    private static Set<String> names(String text) {
        Set<String> names =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+")));
        names.removeIf(name -> name.length() < 3);
        return names;
    }

    private static String plain(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
