package org.ltet.portal.integrations.sap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountingSystem.Document;
import org.ltet.portal.payments.spi.AccountingSystem.Order;
import org.ltet.portal.payments.spi.AccountingSystem.Original;

/** Whether a document of SAP is the one that was told: by reference alone another could be taken for it. */
final class Comparison {

    private Comparison() {}

    static Document of(Order order, Answers.Entry held) throws IOException {
        List<String> differences = order.reverses() == null
                ? ofJournal(Answers.told(order.words(), Words.Entry.class), held)
                : ofReversal(Answers.told(order.words(), Words.Reversal.class), order.reverses(), held);
        return new Document(held.id(), differences.isEmpty() ? null : String.join("; ", differences));
    }

    private static List<String> ofJournal(Words.Entry told, Answers.Entry held) throws IOException {
        List<String> differences = new ArrayList<>();
        note(differences, "company", told.companyCode(), held.id().companyCode());
        note(differences, "document type", told.documentType(), held.documentType());
        note(differences, "posting date", told.postingDate(), held.day());
        note(differences, "lines", Answers.lines(told.items(), false), held.lines());
        if (held.reverses() != null) {
            differences.add("it is a reversal");
        }
        if (held.reversed() || held.reversedBy() != null) {
            differences.add("it was reversed");
        }
        return differences;
    }

    private static List<String> ofReversal(Words.Reversal told, Original original, Answers.Entry held)
            throws IOException {
        List<String> differences = new ArrayList<>();
        note(differences, "reversed document", original.document(), held.reverses());
        note(differences, "posting date", told.postingDate(), held.day());
        Words.Entry journal = Answers.told(original.words(), Words.Entry.class);
        note(differences, "lines", Answers.lines(journal.items(), true), held.lines());
        return differences;
    }

    private static void note(List<String> differences, String what, Object told, @Nullable Object held) {
        if (!Objects.equals(told, held)) {
            differences.add(what + " " + held + " instead of " + told);
        }
    }
}
