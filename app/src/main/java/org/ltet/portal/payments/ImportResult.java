package org.ltet.portal.payments;

/** How the taking of a bank file ended; in each case the import tells the rest. */
public sealed interface ImportResult {

    ImportView file();

    /** The file was taken and its entries did what the counts say. */
    record Imported(ImportView file) implements ImportResult {}

    /** The same file, or one with the same message id and content, was taken before: nothing changed. */
    record KnownBefore(ImportView file) implements ImportResult {}

    /** The file was refused as a whole: nothing changed, the original is kept. */
    record RefusedWhole(ImportView file) implements ImportResult {}
}
