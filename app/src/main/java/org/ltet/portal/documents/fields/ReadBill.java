package org.ltet.portal.documents.fields;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads hospital, pharmacy and laboratory bills and fee receipts. */
public final class ReadBill {

    private ReadBill() {}

    /** @param today no bill is of a later day */
    public static List<Found> read(List<PageText> pages, LocalDate today) {
        Sheet sheet = Sheet.of(pages);
        List<Found> found = new ArrayList<>();
        new BillNumbers(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        new BillDates(sheet, today).find().map(Legibility::weigh).ifPresent(found::add);
        new Vendors(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        new Names(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        new Totals(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        return found;
    }
}
