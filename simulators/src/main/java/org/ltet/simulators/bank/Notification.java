package org.ltet.simulators.bank;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;

/** The camt.054 that tells what was booked: debits of payments, and credits where money came back. */
final class Notification extends MessageWriter {

    private int entries;

    Notification(Path file, String id, String account, Clock clock) throws IOException {
        super(file, "camt.054.001.08");
        String time = time(clock);
        start("BkToCstmrDbtCdtNtfctn");
        start("GrpHdr");
        text(id, "MsgId");
        text(time, "CreDtTm");
        end();
        start("Ntfctn");
        text(id, "Id");
        text(time, "CreDtTm");
        start("Acct");
        text(account.isEmpty() ? "UNKNOWN" : account, "Id", "Othr", "Id");
        text("INR", "Ccy");
        end();
    }

    void debit(Instruction instruction, Ledger.Booking booking) throws IOException {
        entry(
                instruction,
                booking.messageId(),
                booking.reference(),
                booking.amount(),
                booking.date().toString(),
                "");
    }

    /** Money that came back gets a reference of its own. */
    void returned(Instruction instruction, Ledger.Booking booking, String reference, String reason) throws IOException {
        entry(
                instruction,
                booking.messageId(),
                reference,
                booking.amount(),
                booking.date().toString(),
                reason);
    }

    private void entry(
            Instruction instruction,
            String messageId,
            String reference,
            BigDecimal amount,
            String date,
            String returnReason)
            throws IOException {
        boolean returned = !returnReason.isEmpty();
        start("Ntry");
        text(String.valueOf(++entries), "NtryRef");
        amount("Amt", amount, instruction.currency());
        text(returned ? "CRDT" : "DBIT", "CdtDbtInd");
        text("BOOK", "Sts", "Cd");
        text(date, "BookgDt", "Dt");
        text(date, "ValDt", "Dt");
        text(reference, "AcctSvcrRef");
        start("BkTxCd");
        start("Domn");
        text("PMNT", "Cd");
        start("Fmly");
        text("ICDT", "Cd");
        text(returned ? "RRTN" : "DMCT", "SubFmlyCd");
        end();
        end();
        end();
        start("NtryDtls");
        start("TxDtls");
        start("Refs");
        text(messageId, "MsgId");
        text(reference, "AcctSvcrRef");
        text(instruction.paymentInformationId(), "PmtInfId");
        text(instruction.instructionId(), "InstrId");
        text(instruction.endToEndId(), "EndToEndId");
        text(reference, "ClrSysRef");
        end();
        amount("Amt", amount, instruction.currency());
        text(returned ? "CRDT" : "DBIT", "CdtDbtInd");
        if (!instruction.creditorName().isEmpty()
                || !instruction.creditorAccount().isEmpty()) {
            start("RltdPties");
            text(instruction.creditorName(), "Cdtr", "Pty", "Nm");
            text(instruction.creditorAccount(), "CdtrAcct", "Id", "Othr", "Id");
            end();
        }
        text(instruction.creditorBank(), "RltdAgts", "CdtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId");
        if (returned) {
            start("RtrInf");
            text(returnReason, "Rsn", "Cd");
            text(StatusReport.explanation(returnReason), "AddtlInf");
            end();
        }
        end();
        end();
        end();
    }
}
