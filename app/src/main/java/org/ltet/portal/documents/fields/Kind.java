package org.ltet.portal.documents.fields;

/** Kinds of documents whose fields are known. */
public enum Kind {
    BILL,
    MARK_SHEET,
    INCOME_CERTIFICATE,
    DISABILITY_CERTIFICATE,
    BANK_PROOF,
    OTHER
}
