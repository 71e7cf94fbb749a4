package org.ltet.portal.payments;

import java.io.ByteArrayInputStream;
import org.ltet.checks.Input;

/** The bank's answers, pain.002, camt.053 and camt.054: taken, or refused as unreadable; each entry is a fit one. */
public final class StatementFuzz {

    private StatementFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            StatementReader.read(new ByteArrayInputStream(input), new Checked());
        } catch (UnreadableFile refused) {
            Input.holds(refused.detail().length() <= 2_100, "a refusal that repeats the whole file");
        }
    }

    private static final class Checked implements StatementSink {

        private boolean begun;

        @Override
        public void message(StatementMessage message) {
            Input.holds(!begun, "a second message in one file");
            begun = true;
        }

        @Override
        public void account(String number) {
            Input.holds(begun, "an account before the message");
        }

        @Override
        public void bank(String code) {
            Input.holds(begun, "a bank before the message");
        }

        @Override
        public void answers(String originalMessageId) {
            Input.holds(begun, "an answer before the message");
        }

        @Override
        public void entry(BankEntry entry) {
            Input.holds(begun, "an entry before the message");
            Input.holds(entry.amount() == null || !entry.amount().isNegative(), "an amount below zero");
        }
    }
}
