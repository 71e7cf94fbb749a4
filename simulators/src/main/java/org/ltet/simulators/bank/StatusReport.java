package org.ltet.simulators.bank;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The pain.002 that answers a payment file, in the generation of the file. */
final class StatusReport extends MessageWriter {

    private final String time;
    private boolean inPayment;

    StatusReport(Path file, String requestVersion, Clock clock) throws IOException {
        super(file, requestVersion.equals("03") ? "pain.002.001.03" : "pain.002.001.10");
        time = time(clock);
        start("CstmrPmtStsRpt");
    }

    /** @param reason a code for why the whole file is refused, and its explanation; null otherwise */
    void group(String id, Pain001Reader.Header original, String status, @Nullable String reason, String explanation)
            throws IOException {
        start("GrpHdr");
        text(id, "MsgId");
        text(time, "CreDtTm");
        end();
        start("OrgnlGrpInfAndSts");
        text(original.messageId(), "OrgnlMsgId");
        text("pain.001.001." + original.version(), "OrgnlMsgNmId");
        if (original.numberOfTransactions().matches("[0-9]{1,15}")) {
            text(original.numberOfTransactions(), "OrgnlNbOfTxs");
        }
        if (original.controlSum().matches("[0-9]{1,15}(\\.[0-9]{1,2})?")) {
            text(original.controlSum(), "OrgnlCtrlSum");
        }
        text(status, "GrpSts");
        if (reason != null) {
            reason(reason, explanation);
        }
        end();
    }

    void payment(String paymentInformationId, String status) throws IOException {
        endPayment();
        start("OrgnlPmtInfAndSts");
        text(paymentInformationId, "OrgnlPmtInfId");
        text(status, "PmtInfSts");
        inPayment = true;
    }

    void transaction(Instruction instruction, Scenario.Fate fate, String reference) throws IOException {
        start("TxInfAndSts");
        text(instruction.instructionId(), "OrgnlInstrId");
        text(instruction.endToEndId(), "OrgnlEndToEndId");
        text(fate.refused() ? "RJCT" : "ACSC", "TxSts");
        if (fate.refused()) {
            reason(fate.refusedFor, explanation(fate.refusedFor));
        } else {
            text(time, "AccptncDtTm");
        }
        text(reference, "AcctSvcrRef");
        start("OrgnlTxRef");
        start("Amt");
        amount("InstdAmt", instruction.amount(), instruction.currency());
        end();
        end();
        end();
    }

    @Override
    public void close() throws IOException {
        endPayment();
        super.close();
    }

    static String explanation(String reason) {
        return switch (reason) {
            case "AC01" -> "Account number is not known";
            case "AC04" -> "Account is closed";
            case "AC06" -> "Account is blocked";
            case "AM05" -> "Received before";
            default -> "";
        };
    }

    private void endPayment() throws IOException {
        if (inPayment) {
            end();
            inPayment = false;
        }
    }

    private void reason(String code, String explanation) throws IOException {
        start("StsRsnInf");
        text(code, "Rsn", "Cd");
        text(explanation.substring(0, Math.min(105, explanation.length())), "AddtlInf");
        end();
    }
}
