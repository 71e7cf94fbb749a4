package org.ltet.portal.payments;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** Vouchers on paper, one or hundreds in one PDF (PAY-1), one to a page, the amount also in words. */
@Component
public class PrintVouchers {

    /** The most vouchers of one PDF: the whole of it is laid out in memory. */
    public static final int MOST = 500;

    private final Templates templates;
    private final Pdf pdf;
    private final Debtor debtor;

    PrintVouchers(Templates templates, Pdf pdf, Debtor debtor) {
        this.templates = templates;
        this.pdf = pdf;
        this.debtor = debtor;
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

    public void print(List<VoucherView> vouchers, Words words, OutputStream out) {
        mayPrint(vouchers.size());
        List<Sheet> sheets = vouchers.stream()
                .map(voucher -> new Sheet(voucher, AmountInWords.of(voucher.amount())))
                .toList();
        pdf.render(
                templates.render(
                        "payments/voucherSheets", Map.of("words", words, "sheets", sheets, "trust", debtor.name())),
                out);
    }

    /** A voucher with its amount in words. */
    public record Sheet(VoucherView voucher, String amountInWords) {}
}
