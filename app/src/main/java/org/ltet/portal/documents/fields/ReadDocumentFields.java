package org.ltet.portal.documents.fields;

import java.time.LocalDate;
import java.util.List;

/** Reads what a document of its kind says. */
public final class ReadDocumentFields {

    /** @param kind what it turned out to be */
    public record Result(Kind kind, List<Found> fields) {}

    private ReadDocumentFields() {}

    /** @param expected what the person says it is; OTHER where that is not known */
    public static Result read(List<PageText> pages, Kind expected, LocalDate today) {
        Kind kind = expected == Kind.OTHER ? Kinds.of(pages) : expected;
        List<Found> fields = switch (kind) {
            case BILL -> ReadBill.read(pages, today);
            case MARK_SHEET -> ReadMarkSheet.read(pages, today);
            case INCOME_CERTIFICATE -> ReadCertificate.income(pages, today);
            case DISABILITY_CERTIFICATE -> ReadCertificate.disability(pages, today);
            case BANK_PROOF -> ReadBankProof.read(pages);
            case OTHER -> List.of();
        };
        return new Result(kind, fields);
    }
}
