package org.ltet.portal.payments;

/**
 * What the entries of a bank file did.
 *
 * @param known entries that an earlier file had told already
 * @param opened entries that wait for a person
 */
public record ImportCounts(int entries, int known, int paid, int failed, int reversed, int noted, int opened) {

    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0);
}
