package org.ltet.portal.documents;

/** What a person says a document is, which tells what to look for in it. */
public enum DocumentKind {
    BILL,
    MARK_SHEET,
    INCOME_CERTIFICATE,
    DISABILITY_CERTIFICATE,
    BANK_PROOF,
    /** Not said: found out from what stands on it. */
    OTHER
}
