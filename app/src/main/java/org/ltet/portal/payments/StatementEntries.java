package org.ltet.portal.payments;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** Turns the elements of a bank file into entries: one for each payment the bank speaks about. */
final class StatementEntries {

    private static final String NONE = "NOTPROVIDED";

    /** The elements that say which account their entries are of. */
    private static final Set<String> ACCOUNTS = Set.of("Ntfctn", "Stmt");

    private final StatementSink sink;
    private StatementMessage.@Nullable Type type;
    private @Nullable String messageId;
    private @Nullable String originalMessageId;
    private boolean accountSeen;
    private boolean answersSeen;
    private int line;

    StatementEntries(StatementSink sink) {
        this.sink = sink;
    }

    void type(StatementMessage.Type found) {
        type = found;
    }

    /** The head of an element is complete when its first inner element begins. */
    void beforeInner(StatementScope scope) throws UnreadableFile {
        switch (scope.name()) {
            case "Ntfctn", "Stmt" -> accountHead(scope);
            case "OrgnlGrpInfAndSts" -> originalHead(scope);
            case "Ntry", "OrgnlPmtInfAndSts" -> scope.markDetails();
            default -> {
                // nothing else has a head that others need
            }
        }
    }

    void closed(StatementScope scope) throws UnreadableFile {
        switch (scope.name()) {
            case "GrpHdr" -> groupHeader(scope);
            case "OrgnlGrpInfAndSts" -> {
                originalHead(scope);
                wholeFile(scope, "GrpSts");
            }
            case "OrgnlPmtInfAndSts" -> {
                if (!scope.hadDetails()) {
                    wholeFile(scope, "PmtInfSts");
                }
            }
            case "TxInfAndSts" -> status(scope);
            case "Ntfctn", "Stmt" -> accountHead(scope);
            case "Ntry" -> {
                if (!scope.hadDetails()) {
                    booking(scope, scope);
                }
            }
            case "TxDtls" -> {
                StatementScope entry = scope.outer();
                if (entry == null) {
                    throw new UnreadableFile("missing", "Ntry");
                }
                booking(scope, entry);
            }
            default -> throw new IllegalStateException("No rule for " + scope.name());
        }
    }

    /** Called at the end of the file: a file that says nothing is not one we can count as taken. */
    void finish() throws UnreadableFile {
        if (messageId == null) {
            throw new UnreadableFile("notABankFile", "GrpHdr");
        }
        if (type == StatementMessage.Type.STATUS_REPORT ? !answersSeen : !accountSeen) {
            throw new UnreadableFile(
                    "notABankFile", type == StatementMessage.Type.STATUS_REPORT ? "OrgnlMsgId" : "Acct");
        }
    }

    private void groupHeader(StatementScope scope) throws UnreadableFile {
        if (messageId != null) {
            throw new UnreadableFile("notABankFile", "GrpHdr");
        }
        messageId = required(scope, "MsgId");
        sink.message(new StatementMessage(Objects.requireNonNull(type), messageId));
        String bank = scope.first("DbtrAgt/FinInstnId/ClrSysMmbId/MmbId", "DbtrAgt/FinInstnId/BICFI");
        if (bank != null) {
            sink.bank(bank);
        }
    }

    private void accountHead(StatementScope scope) throws UnreadableFile {
        if (scope.alreadyTold()) {
            return;
        }
        mustHaveHeader();
        String account = scope.first("Acct/Id/Othr/Id", "Acct/Id/IBAN");
        if (account == null) {
            throw new UnreadableFile("missing", "Acct");
        }
        accountSeen = true;
        sink.account(account);
        String bank = scope.first("Acct/Svcr/FinInstnId/ClrSysMmbId/MmbId", "Acct/Svcr/FinInstnId/BICFI");
        if (bank != null) {
            sink.bank(bank);
        }
    }

    private void originalHead(StatementScope scope) throws UnreadableFile {
        if (scope.alreadyTold()) {
            return;
        }
        mustHaveHeader();
        originalMessageId = required(scope, "OrgnlMsgId");
        answersSeen = true;
        sink.answers(originalMessageId);
    }

    private void wholeFile(StatementScope scope, String field) throws UnreadableFile {
        mustAnswer();
        String status = scope.own(field);
        if (status != null) {
            sink.entry(statusEntry(scope, null, status));
        }
    }

    private void status(StatementScope scope) throws UnreadableFile {
        mustAnswer();
        sink.entry(statusEntry(scope, reference(scope.first("OrgnlEndToEndId")), required(scope, "TxSts")));
    }

    private BankEntry statusEntry(StatementScope scope, @Nullable String endToEndId, String status) {
        String reason = scope.first("StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry");
        String original = String.valueOf(originalMessageId);
        return new BankEntry(
                ++line,
                BankEntry.Kind.STATUS,
                String.join("|", "status", original, String.valueOf(endToEndId), status, String.valueOf(reason)),
                original,
                endToEndId,
                status,
                null,
                null,
                reason,
                scope.own("StsRsnInf/AddtlInf"),
                scope.own("AcctSvcrRef"),
                null,
                null);
    }

    private void booking(StatementScope details, StatementScope entry) throws UnreadableFile {
        if (entry.outer() == null || !ACCOUNTS.contains(entry.outer().name())) {
            throw new UnreadableFile("missing", "Acct");
        }
        String bookingStatus = entry.first("Sts/Cd", "Sts");
        if (bookingStatus != null && !bookingStatus.equals("BOOK")) {
            return; // announced only: the bank will tell again when it is booked
        }
        String direction = details.own("CdtDbtInd") == null ? entry.own("CdtDbtInd") : details.own("CdtDbtInd");
        if (direction == null || !(direction.equals("DBIT") || direction.equals("CRDT"))) {
            throw new UnreadableFile("missing", "CdtDbtInd");
        }
        String amount = details.first("Amt", "AmtDtls/TxAmt/Amt");
        String currency = details.first("Amt@Ccy", "AmtDtls/TxAmt/Amt@Ccy");
        if (amount == null) {
            amount = required(entry, "Amt");
            currency = entry.own("Amt@Ccy");
        }
        String reference = details.first("Refs/AcctSvcrRef", "AcctSvcrRef");
        if (reference == null) {
            reference = entry.own("AcctSvcrRef");
        }
        String endToEndId = reference(details.own("Refs/EndToEndId"));
        String unique = reference == null ? messageId + "#" + (line + 1) : reference;
        String utr = details.first("Refs/ClrSysRef", "Refs/TxId");
        Money money = money(amount);
        sink.entry(new BankEntry(
                ++line,
                direction.equals("DBIT") ? BankEntry.Kind.DEBIT : BankEntry.Kind.CREDIT,
                String.join("|", "booking", direction, unique, String.valueOf(endToEndId), money.plain()),
                null,
                endToEndId,
                null,
                money,
                currency,
                details.first("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
                details.first("RtrInf/AddtlInf", "AddtlTxInf"),
                utr == null ? reference : utr,
                date(entry),
                BankRemark.of(
                        details.own("RmtInf/Ustrd"),
                        details.own("RmtInf/Strd/CdtrRefInf/Ref"),
                        details.own("AddtlTxInf"),
                        details.first("Refs/PmtInfId", "Refs/MsgId"),
                        entry.own("AddtlNtryInf"),
                        entry.first("NtryDtls/Btch/MsgId", "NtryDtls/Btch/PmtInfId"))));
    }

    private static @Nullable String reference(@Nullable String endToEndId) {
        return NONE.equals(endToEndId) ? null : endToEndId;
    }

    private static Money money(String text) throws UnreadableFile {
        try {
            if (text.length() > 20 || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
                throw new NumberFormatException(text);
            }
            Money money = Money.of(new BigDecimal(text));
            if (money.exceeds(Money.MAX)) {
                throw new NumberFormatException(text);
            }
            return money;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new UnreadableFile("amount", text.substring(0, Math.min(30, text.length())), e);
        }
    }

    private static @Nullable LocalDate date(StatementScope entry) throws UnreadableFile {
        String text = entry.first("ValDt/Dt", "ValDt/DtTm", "BookgDt/Dt", "BookgDt/DtTm");
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            throw new UnreadableFile("date", text.substring(0, Math.min(30, text.length())), e);
        }
    }

    private void mustHaveHeader() throws UnreadableFile {
        if (messageId == null) {
            throw new UnreadableFile("missing", "GrpHdr");
        }
    }

    private void mustAnswer() throws UnreadableFile {
        if (originalMessageId == null) {
            throw new UnreadableFile("missing", "OrgnlMsgId");
        }
    }

    private static String required(StatementScope scope, String field) throws UnreadableFile {
        String value = scope.own(field);
        if (value == null) {
            throw new UnreadableFile("missing", field);
        }
        return value;
    }
}
