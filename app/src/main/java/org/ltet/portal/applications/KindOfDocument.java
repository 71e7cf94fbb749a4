package org.ltet.portal.applications;

import java.util.Map;
import org.ltet.portal.documents.DocumentKind;

/** Tells from the code that a scheme gives a document what will stand on it. */
public final class KindOfDocument {

    private static final Map<String, DocumentKind> PARTS = Map.of(
            "BILL", DocumentKind.BILL,
            "RECEIPT", DocumentKind.BILL,
            "INVOICE", DocumentKind.BILL,
            "MARK", DocumentKind.MARK_SHEET,
            "INCOME", DocumentKind.INCOME_CERTIFICATE,
            "DISAB", DocumentKind.DISABILITY_CERTIFICATE,
            "BANK", DocumentKind.BANK_PROOF,
            "CHEQUE", DocumentKind.BANK_PROOF,
            "PASSBOOK", DocumentKind.BANK_PROOF);

    private KindOfDocument() {}

    public static DocumentKind of(String code) {
        return PARTS.entrySet().stream()
                .filter(part -> code.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(DocumentKind.OTHER);
    }
}
