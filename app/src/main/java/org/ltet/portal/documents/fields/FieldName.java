package org.ltet.portal.documents.fields;

/** What can be read from a document. */
public enum FieldName {
    BILL_NUMBER,
    BILL_DATE,
    VENDOR,
    PERSON,
    TOTAL,
    PERCENTAGE,
    YEAR,
    ATTEMPT,
    INCOME,
    VALID_UNTIL,
    CERTIFICATE_NUMBER,
    IFSC,
    ACCOUNT
}
