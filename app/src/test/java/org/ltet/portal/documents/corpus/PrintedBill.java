package org.ltet.portal.documents.corpus;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import org.ltet.portal.documents.corpus.MadeUpBill.Item;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.fields.FieldName;

/**
 * The same sort of bills as programs of hospitals, chemists, laboratories and schools print them: ruled tables of many
 * columns, a tax table beside the totals, several numbers and dates of other things. Made apart from {@link Paper}, to
 * try what was not in view when reading was worked on.
 */
public final class PrintedBill {

    private final MadeUpBill bill;
    private final StringBuilder body = new StringBuilder();
    private BigDecimal total;
    private String page = "A4";
    private String margin = "12mm";

    private PrintedBill(MadeUpBill bill) {
        this.bill = bill;
        this.total = bill.total;
    }

    /** A bill on paper, and what stands on it. */
    public record Printed(BufferedImage image, Map<FieldName, String> truth) {}

    public static Printed draw(Trade trade, long seed) {
        PrintedBill printed = new PrintedBill(new MadeUpBill(trade, seed));
        boolean one = seed % 2 == 0;
        switch (trade) {
            case HOSPITAL -> printed.hospital(one);
            case PHARMACY -> printed.pharmacy(one);
            case LABORATORY -> printed.laboratory(one);
            case SCHOOL -> printed.school(one);
        }
        Map<FieldName, String> truth = printed.bill.truth();
        truth.put(FieldName.TOTAL, printed.total.toPlainString());
        return new Printed(printed.image(), truth);
    }

    private void hospital(boolean inpatient) {
        String uhid = "UH" + (1_000_000 + bill.random.nextInt(9_000_000));
        head(bill.vendor, inpatient);
        if (!inpatient) {
            add(
                    "<p class='c b'>OPD CASH RECEIPT</p><table><tr><td>Receipt No. <b>",
                    bill.number,
                    "</b></td><td class='n'>");
            add("Date: <b>", bill.day(), "</b> 12:40 PM</td></tr></table>");
            add("<p>Received with thanks from <b>", bill.title, bill.person, "</b>, UHID ", uhid, ", a sum of Rs. ");
            add(bill.money(total), " (", bill.inWords(), ") towards the following.</p>");
            items("Particulars", "Amount");
            add("<table><tr><td class='box big' style='width:40%'>Rs. ", bill.money(total), "/-</td><td class='n'>");
            add("<br/><br/>Authorised Signatory</td></tr></table>");
            return;
        }
        add("<p class='c b'>IN-PATIENT FINAL BILL</p><table class='box'>");
        row4("UHID", uhid, "Bill No.", bill.number);
        row4("IP No.", "IP" + (10_000 + bill.random.nextInt(80_000)), "Bill Date", bill.day() + " 16:05");
        row4("Patient Name", bill.title + bill.person, "Age / Gender", (20 + bill.random.nextInt(60)) + " Y / F");
        row4("Admission Date", day(-7) + " 09:12", "Discharge Date", bill.day() + " 15:30");
        row4("Consultant", "Dr. R. Subramanian", "Ward / Bed", "GEN-2 / 214");
        row4("Payer", "Self", "Mobile", "98" + (10_000_000 + bill.random.nextInt(80_000_000)));
        add("</table>");
        items("Service / Department", "Amount (Rs.)");
        add("<table><tr><td class='half'></td><td><table>");
        amount("Total Bill Amount", bill.gross);
        if (bill.discount.signum() > 0) {
            amount("Hospital Discount", bill.discount);
        }
        strong("Net Bill Amount", total);
        if (bill.advance.signum() > 0) {
            amount("Deposit Adjusted", bill.advance);
            amount("Balance Payable", total.subtract(bill.advance).abs());
        }
        add("</table></td></tr></table><p>Amount in words : ", bill.inWords(), "</p>");
        add(
                "<p class='small'>Receipt details</p><table class='grid small'><tr><th>Receipt No</th><th>Date</th><th>Mode</th>");
        add(
                "<th class='n'>Amount</th></tr><tr><td>R",
                String.valueOf(20_000 + bill.random.nextInt(9_000)),
                "</td><td>");
        add(day(-7), "</td><td>UPI</td><td class='n'>", bill.money(new BigDecimal("2000.00")), "</td></tr></table>");
        add("<p class='n'><br/>For ", bill.vendor, "<br/><br/>Billing Executive</p><p class='small'>Printed on: ");
        add(day(1), " 10:02 by 4471</p>");
    }

    private void pharmacy(boolean invoice) {
        if (!invoice) {
            page = "80mm 200mm";
            margin = "3mm";
            add(
                    "<p class='c big'>",
                    bill.vendor,
                    "</p><p class='c small'>",
                    bill.address,
                    "<br/>DL No: 20B/118220, 21B/118221<br/>");
            add(
                    "GSTIN 27AAACM1234F1ZQ</p><p class='c b'>CASH BILL</p><table class='small'><tr><td>Bill No: ",
                    bill.number);
            add("</td></tr><tr><td>Dt: ", bill.day(), " 19:22</td></tr><tr><td>Patient: ", bill.title, bill.person);
            add(
                    "</td></tr><tr><td>Dr: S K Menon</td></tr></table><table class='small lined'><tr><th>Item</th><th class='n'>Qty</th>");
            add("<th class='n'>Amt</th></tr>");
            bill.items.forEach(item -> add(
                    "<tr><td>",
                    item.text(),
                    "</td><td class='n'>",
                    String.valueOf(item.quantity()),
                    "</td><td class='n'>",
                    bill.money(item.amount()),
                    "</td></tr>"));
            add("</table><table>");
            adjustments();
            strong("NET AMOUNT", total);
            add("</table><p class='c small'>Goods once sold will not be taken back<br/>Get well soon</p>");
            return;
        }
        head(bill.vendor, false);
        BigDecimal rounded = bill.total.setScale(0, RoundingMode.HALF_UP).setScale(2);
        total = rounded;
        add(
                "<table class='grid'><tr><td>Patient : <b>",
                bill.title,
                bill.person,
                "</b><br/>Doctor : Dr. A. Bose<br/>D.L. No. : ");
        add(
                "WB/20B/77120</td><td><b>TAX INVOICE</b><br/>Invoice No. : <b>",
                bill.number,
                "</b><br/>Invoice Date : ",
                bill.day());
        add(
                "<br/>Terms : CASH</td></tr></table><table class='grid small'><tr class='shade'><th>Sn</th><th>Product</th><th>HSN</th>");
        add("<th>Batch</th><th>Exp</th><th class='n'>Qty</th><th class='n'>MRP</th><th class='n'>Amount</th></tr>");
        int number = 1;
        for (Item item : bill.items) {
            BigDecimal price = item.amount().divide(BigDecimal.valueOf(item.quantity()), 2, RoundingMode.HALF_UP);
            add("<tr><td>", String.valueOf(number++), "</td><td>", item.text(), "</td><td>3004</td><td>");
            add(bill.pick("BT", "GX", "MN", "PA"), String.valueOf(1000 + bill.random.nextInt(9000)), "</td><td>0");
            add(
                    String.valueOf(1 + bill.random.nextInt(9)),
                    "/",
                    String.valueOf(27 + bill.random.nextInt(3)),
                    "</td><td class='n'>");
            add(String.valueOf(item.quantity()), "</td><td class='n'>", bill.money(price), "</td><td class='n'>");
            add(bill.money(item.amount()), "</td></tr>");
        }
        add(
                "</table><table><tr><td class='half'><table class='grid small'><tr><th>Tax %</th><th class='n'>Taxable</th><th class='n'>");
        add(
                "CGST</th><th class='n'>SGST</th></tr><tr><td>12</td><td class='n'>",
                bill.money(bill.gross),
                "</td><td class='n'>");
        BigDecimal half = bill.tax.divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
        add(
                bill.money(half),
                "</td><td class='n'>",
                bill.money(bill.tax.subtract(half)),
                "</td></tr></table></td><td><table>");
        adjustments();
        amount("Round Off", rounded.subtract(bill.total).abs());
        strong(bill.pick("Grand Total", "Net Amount", "Invoice Value", "Net Payable"), total);
        add(
                "</table></td></tr></table><p>Rs. ",
                words(total),
                "</p><p class='n'>for ",
                bill.vendor,
                "<br/><br/>Pharmacist</p>");
    }

    private void laboratory(boolean receipt) {
        head(bill.vendor, true);
        add("<p class='c b'>", receipt ? "BILL CUM RECEIPT" : "INVOICE", "</p><table class='lined'>");
        String name = bill.title + bill.person;
        if (receipt) {
            row4("Name", name, "Bill ID", bill.number);
            row4("Age/Sex", "47 Yrs/Male", "Bill Date", bill.day() + " 07:51 AM");
            row4("Ref. Doctor", "Dr. P. Nair", "Lab No.", String.valueOf(10_000_000 + bill.random.nextInt(9_000_000)));
        } else {
            row4("Patient", name, "Invoice #", bill.number);
            row4("Patient ID", "P" + (100_000 + bill.random.nextInt(800_000)), "Dated", bill.day());
            row4("Collected On", bill.day() + " 08:10", "Report Due", day(1) + " 18:00");
        }
        add("</table>");
        items("Investigation", receipt ? "Price" : "Amount (INR)");
        add("<table><tr><td class='half'></td><td><table>");
        adjustments();
        strong(receipt ? "Net Amount" : "Total Amount", total);
        amount("Amount Paid", total);
        amount(receipt ? "Due Amount" : "Balance", BigDecimal.ZERO.setScale(2));
        add(
                "</table></td></tr></table><p>Received ",
                bill.inWords(),
                " by ",
                bill.pick("UPI", "Card", "Cash"),
                ".</p>");
        add("<p class='small'>This is a computer generated bill and needs no signature.</p>");
    }

    private void school(boolean boxed) {
        head(bill.vendor, false);
        String session = bill.date.getYear() + "-" + (bill.date.getYear() + 1) % 100;
        if (boxed) {
            add(
                    "<p class='c b'>FEE RECEIPT (",
                    session,
                    ")</p><table class='grid'><tr><td>Receipt No<br/><b>",
                    bill.number);
            add(
                    "</b></td><td>Date<br/><b>",
                    bill.day(),
                    "</b></td><td>Admission No<br/><b>",
                    String.valueOf(2_000 + bill.random.nextInt(7_000)));
            add(
                    "</b></td></tr><tr><td colspan='2'>Student Name<br/><b>",
                    bill.person,
                    "</b></td><td>Class<br/><b>VIII-B</b></td></tr>");
            add("</table>");
        } else {
            add(
                    "<table><tr><td>Receipt No. : ",
                    bill.number,
                    "</td><td class='n'>Date : ",
                    bill.day(),
                    "</td></tr><tr><td>");
            add(
                    "Student's Name : ",
                    bill.person,
                    "</td><td class='n'>Roll No. : ",
                    String.valueOf(100 + bill.random.nextInt(800)));
            add(
                    "</td></tr><tr><td>Father's Name : Shri Mohan Lal</td><td class='n'>Course : B.Sc. II Sem</td></tr></table>");
        }
        items("Fee Head", bill.pick("Amount", "Amount (Rs)"));
        add("<table>");
        if (bill.discount.signum() > 0) {
            amount("Total Fees", bill.gross);
            amount("Concession", bill.discount);
            strong("Net Fees Payable", total);
        } else {
            strong(bill.pick("Total", "Grand Total", "Total Fees Paid"), total);
        }
        add(
                "</table><p>",
                bill.pick("Rupees (in words) : ", "In Words: ", ""),
                bill.inWords(),
                "</p><p class='small'>Mode : Cheque No. ");
        add(
                String.valueOf(100_000 + bill.random.nextInt(800_000)),
                " dated ",
                day(-2),
                " drawn on State Bank of India</p>");
        add("<p class='n'><br/>Cashier / Accountant</p>");
    }

    private void head(String vendor, boolean centred) {
        add(
                "<table><tr>",
                centred ? "" : "<td style='width:14%' class='c box'>",
                centred ? "" : vendor.substring(0, 1) + "H</td>");
        add(
                "<td class='",
                centred ? "c" : "",
                "'><span class='big'>",
                vendor,
                "</span><br/><span class='small'>",
                bill.address);
        add(
                "<br/>Ph: 020-2",
                String.valueOf(1_000_000 + bill.random.nextInt(8_000_000)),
                " | Email: info@example.in | GSTIN: ");
        add("27AABCU9603R1ZM</span></td></tr></table><p class='line'></p>");
    }

    private void items(String what, String amount) {
        add(
                "<table class='",
                bill.pick("grid", "lined"),
                "'><tr class='shade'><th>S.No</th><th>",
                what,
                "</th><th class='n'>Qty</th>");
        add("<th class='n'>", amount, "</th></tr>");
        int number = 1;
        for (Item item : bill.items) {
            add(
                    number == bill.items.size() ? "<tr class='last'><td>" : "<tr><td>",
                    String.valueOf(number++),
                    "</td><td>");
            add(item.text(), "</td><td class='n'>1</td><td class='n'>", bill.money(item.amount()), "</td></tr>");
        }
        add("</table>");
    }

    private void adjustments() {
        if (bill.discount.signum() > 0 || bill.tax.signum() > 0) {
            amount(bill.pick("Sub Total", "Gross Amount", "Total"), bill.gross);
        }
        if (bill.discount.signum() > 0) {
            amount(bill.pick("Discount", "Less: Discount"), bill.discount);
        }
        if (bill.tax.signum() > 0) {
            BigDecimal half = bill.tax.divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
            amount("CGST @ 6%", half);
            amount("SGST @ 6%", bill.tax.subtract(half));
        }
    }

    private void row4(String one, String value, String other, String second) {
        add(
                "<tr><td>",
                one,
                "</td><td>: <b>",
                value,
                "</b></td><td>",
                other,
                "</td><td>: <b>",
                second,
                "</b></td></tr>");
    }

    private void amount(String label, BigDecimal value) {
        add("<tr><td>", label, "</td><td class='n'>", bill.money(value), "</td></tr>");
    }

    private void strong(String label, BigDecimal value) {
        add("<tr class='b'><td>", label, "</td><td class='n'>", bill.money(value), "</td></tr>");
    }

    private static String words(BigDecimal amount) {
        return MadeUpBill.words(amount.longValue()) + " Only";
    }

    private String day(int later) {
        LocalDate other = bill.date.plusDays(later);
        return bill.day(other);
    }

    private void add(String... parts) {
        for (String part : parts) {
            body.append(part.startsWith("<") || !part.contains("&") ? part : part.replace("&", "&amp;"));
        }
    }

    private BufferedImage image() {
        String font = bill.pick(
                "'Noto Sans'",
                "sans-serif",
                "'Serif Face', 'Noto Sans'",
                "'Noto Sans'",
                "'Mono Face', 'Noto Sans'",
                "sans-serif");
        String size = page.startsWith("80") ? "9pt" : bill.pick("9.5pt", "10.5pt", "11pt");
        return PrintedPage.image(body.toString(), page, margin, font, size);
    }
}
