package org.ltet.portal.payments;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Words;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Vouchers on paper, one or hundreds in one PDF (PAY-1), one to a page, the amount also in words. */
@Component
public class PrintVouchers {

    /** The most vouchers of one PDF: the whole of it is laid out in memory. */
    public static final int MOST = 500;

    private final Templates templates;
    private final Pdf pdf;
    private final Debtor debtor;

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    PrintVouchers(
            Templates templates,
            Pdf pdf,
            Debtor debtor,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.templates = templates;
        this.pdf = pdf;
        this.debtor = debtor;
        this.events = events;
        this.transactions = transactions;
    }

    /** To be asked before anything is sent. */
    public void mayPrint(int count) {
        if (count == 0) {
            throw Refused.invalid("payments.noneChosen");
        }
        if (count > MOST) {
            throw Refused.invalid("payments.tooManyChosen", MOST);
        }
    }

    /**
     * Prints them; that they were printed, and how they were found, is on record.
     *
     * @param filter of the list that they are from; empty where each was chosen
     */
    public void print(List<VoucherView> vouchers, String filter, Words words, OutputStream out) {
        mayPrint(vouchers.size());
        transactions.executeWithoutResult(status -> events.publishEvent(Audited.of("voucher.printed", "vouchers", "pdf")
                .changed("filter", null, filter.isEmpty() ? null : filter)
                .changed("first", null, vouchers.getFirst().number())
                .changed("last", null, vouchers.getLast().number())
                .changed("rows", null, vouchers.size())));
        List<Sheet> sheets = vouchers.stream()
                .map(voucher -> new Sheet(voucher, words.inWords(voucher.amount())))
                .toList();
        pdf.render(
                templates.render(
                        "payments/voucherSheets", Map.of("words", words, "sheets", sheets, "trust", debtor.name())),
                out);
    }

    /** A voucher with its amount in words. */
    public record Sheet(VoucherView voucher, String amountInWords) {}
}
