package org.ltet.portal.integrations.sap;

import java.io.IOException;
import org.ltet.checks.Input;
import org.ltet.portal.payments.spi.AccountingSystem.DayTotal;

/** What SAP answers: a document, days, a reason, or nothing that counts. */
public final class SapAnswerFuzz {

    private SapAnswerFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String reason = Answers.reason(input);
        Input.holds(reason.length() <= 200 && reason.lines().count() <= 1, "a reason is one short line");
        try {
            Answers.Entry entry = Answers.entry(input);
            Input.holds(!entry.id().number().isBlank(), "a document has a number");
        } catch (IOException refused) {
            // no document
        }
        try {
            for (Answers.Entry entry : Answers.originals(input)) {
                Input.holds(entry.id().number().length() <= 20 && entry.reverses() == null, "a number fits");
            }
        } catch (IOException refused) {
            // no list of documents
        }
        try {
            for (DayTotal day : Answers.days(input, "113100")) {
                Input.holds(day.documents() >= 0, "no day has fewer than no documents");
            }
        } catch (IOException refused) {
            // no days
        }
    }
}
