package org.ltet.portal.documents.corpus;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.List;
import org.ltet.portal.documents.corpus.MadeUpBill.Item;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;

/** Draws a bill in one of several layouts and fonts, as a printer at 200 dots an inch would. */
public final class Paper {

    private static final String[] FONTS = {
        "Liberation Sans",
        "Liberation Serif",
        "DejaVu Sans",
        "DejaVu Serif",
        "Liberation Mono",
        "Liberation Sans Narrow",
        "DejaVu Sans Mono",
        "DejaVu Sans Condensed"
    };

    private final MadeUpBill bill;
    private final BufferedImage image;
    private final Graphics2D pen;
    private final String font;
    private final int size;
    private final int width;
    private int y;

    private Paper(MadeUpBill bill, int width, int height) {
        this.bill = bill;
        this.width = width;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.pen = image.createGraphics();
        this.font = bill.pick(FONTS);
        this.size = 24 + bill.random.nextInt(10);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setColor(new Color(252, 251, 248));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(25, 25, 35));
    }

    public static BufferedImage draw(MadeUpBill bill) {
        int layout = bill.random.nextInt(5);
        Paper paper = layout == 4 ? new Paper(bill, 900, 1700) : new Paper(bill, 1654, 2339);
        switch (layout) {
            case 0 -> paper.office();
            case 1 -> paper.boxes();
            case 2 -> paper.twoColumns();
            case 3 -> paper.letter();
            default -> paper.roll();
        }
        paper.pen.dispose();
        return paper.image;
    }

    private void office() {
        head(true);
        String paper = bill.trade == Trade.SCHOOL
                ? bill.pick("FEE RECEIPT", "RECEIPT")
                : bill.pick("TAX INVOICE", "FINAL BILL", "CASH MEMO", "BILL OF SUPPLY");
        centred(paper, size + 6, Font.BOLD);
        y += size;
        pair(
                label("Bill No", "Invoice No.", "Receipt No", "Bill Number") + " : " + bill.number,
                label("Date", "Bill Date", "Invoice Date") + " : " + bill.day());
        pair(person() + " : " + bill.title + bill.person, extra());
        if (bill.trade == Trade.HOSPITAL) {
            pair("Admission Date : " + bill.day(bill.date.minusDays(6)), "Discharge Date : " + bill.day(bill.date));
            pair("Consultant : Dr. S. Mehta", "Ward : General");
        }
        y += size / 2;
        table(true);
        totals(90);
        words();
        sign();
    }

    private void boxes() {
        head(false);
        y += size;
        int top = y;
        String[][] cells = {
            {label("BILL NO", "Invoice Number", "Receipt No."), bill.number},
            {label("DATE", "Bill Date"), bill.day()},
            {person().toUpperCase(java.util.Locale.ROOT), bill.title + bill.person},
            {"PHONE", "98" + (10_000_000 + bill.random.nextInt(80_000_000))}
        };
        int step = (width - 160) / cells.length;
        for (int i = 0; i < cells.length; i++) {
            pen.drawRect(80 + i * step, top, step, size * 3 + 10);
            text(cells[i][0], 90 + i * step, top + size + 4, size - 6, Font.PLAIN);
            fit(cells[i][1], 90 + i * step, top + 2 * size + 16, step - 20, Font.BOLD);
        }
        y = top + size * 5;
        table(false);
        totals(120);
        words();
        sign();
    }

    private void twoColumns() {
        head(true);
        y += size;
        String[][] rows = {
            {person(), bill.title + bill.person, label("Invoice No", "Bill No", "Bill No."), bill.number},
            {"Age / Sex", "42 Y / M", label("Invoice Date", "Bill Date", "Date"), bill.day() + "  11:42"},
            {"UHID", "UH" + (100_000 + bill.random.nextInt(900_000)), "Ref. By", "Dr. K. Rao"}
        };
        for (String[] row : rows) {
            text(row[0], 80, y, size, Font.PLAIN);
            text(":", 330, y, size, Font.PLAIN);
            text(row[1], 350, y, size, Font.BOLD);
            text(row[2], 920, y, size, Font.PLAIN);
            text(":", 1150, y, size, Font.PLAIN);
            text(row[3], 1170, y, size, Font.BOLD);
            y += size * 3 / 2;
        }
        y += size;
        table(true);
        totals(100);
        words();
        sign();
    }

    private void letter() {
        head(true);
        centred(bill.trade == Trade.SCHOOL ? "FEE RECEIPT" : "RECEIPT CUM BILL", size + 4, Font.BOLD);
        y += size;
        pair("No. " + bill.number, "Dated: " + bill.day());
        y += size / 2;
        line("Received with thanks from " + bill.title + bill.person);
        line("a sum of " + bill.inWords());
        line("towards the following:");
        y += size / 2;
        table(false);
        totals(80);
        sign();
    }

    private void roll() {
        y = 70;
        centredFit(bill.vendor, size + 10, Font.BOLD);
        centred(bill.address.split(",")[1].strip(), size - 6, Font.PLAIN);
        centred("GSTIN: 27ABCDE1234F1Z5", size - 6, Font.PLAIN);
        rule();
        text("Bill No: " + bill.number, 40, y, size, Font.PLAIN);
        y += size * 4 / 3;
        text("Date: " + bill.day() + " 10:15", 40, y, size, Font.PLAIN);
        y += size * 4 / 3;
        text("Name: " + bill.title + bill.person, 40, y, size, Font.PLAIN);
        y += size * 4 / 3;
        rule();
        for (Item item : bill.items) {
            fit(item.text(), 40, y, width - 300, Font.PLAIN);
            right(bill.money(item.amount()), width - 40, Font.PLAIN);
            y += size * 4 / 3;
        }
        rule();
        totals(40);
        y += size;
        centred("Thank you. Get well soon", size - 4, Font.PLAIN);
    }

    private void head(boolean centre) {
        y = 130;
        if (centre) {
            centredFit(bill.vendor, size + 22, Font.BOLD);
            centred(bill.address, size - 4, Font.PLAIN);
            centred(
                    "Phone: 020-2" + (1_000_000 + bill.random.nextInt(8_000_000)) + "   Reg. No. "
                            + (1000 + bill.random.nextInt(9000)),
                    size - 4,
                    Font.PLAIN);
        } else {
            fit(bill.vendor, 80, y, 1000, Font.BOLD, size + 20);
            right("Original for recipient", width - 80, Font.PLAIN);
            y += size * 2;
            text(bill.address, 80, y, size - 4, Font.PLAIN);
            y += size * 3 / 2;
        }
        rule();
    }

    private void table(boolean ruled) {
        int[] columns = {80, 160, width - 520, width - 90};
        text("Sr", columns[0], y, size - 2, Font.BOLD);
        text(bill.pick("Particulars", "Description", "Item"), columns[1], y, size - 2, Font.BOLD);
        text("Qty", columns[2], y, size - 2, Font.BOLD);
        right(bill.pick("Amount", "Amount (Rs.)", "Total"), columns[3], Font.BOLD);
        y += size / 2;
        rule();
        int number = 1;
        for (Item item : bill.items) {
            text(Integer.toString(number++), columns[0], y, size, Font.PLAIN);
            fit(item.text(), columns[1], y, columns[2] - columns[1] - 20, Font.PLAIN);
            text(Integer.toString(item.quantity()), columns[2], y, size, Font.PLAIN);
            right(bill.money(item.amount()), columns[3], Font.PLAIN);
            y += size * 3 / 2;
            if (ruled && bill.random.nextInt(8) == 0) {
                y += size / 4;
            }
        }
        rule();
    }

    private void totals(int margin) {
        boolean adjusted = bill.discount.signum() > 0 || bill.tax.signum() > 0;
        if (adjusted) {
            amount(bill.pick("Sub Total", "Total", "Gross Amount"), bill.gross, margin, Font.PLAIN);
        }
        if (bill.discount.signum() > 0) {
            amount(bill.pick("Discount", "Less Discount", "Concession"), bill.discount, margin, Font.PLAIN);
        }
        if (bill.tax.signum() > 0) {
            BigDecimal half = bill.tax.divide(BigDecimal.TWO, 2, java.math.RoundingMode.DOWN);
            amount("CGST 6%", half, margin, Font.PLAIN);
            amount("SGST 6%", bill.tax.subtract(half), margin, Font.PLAIN);
        }
        String name = adjusted
                ? bill.pick("Net Amount", "Net Payable", "Grand Total", "Net Bill Amount")
                : bill.pick("Total", "Grand Total", "Total Amount", "Net Amount", "Bill Amount");
        int before = y;
        text(name, width - 620 + margin, y, size, Font.BOLD);
        right(bill.payable(bill.total), width - margin, Font.BOLD);
        y = before + size * 3 / 2;
        if (bill.advance.signum() > 0) {
            amount("Advance Paid", bill.advance, margin, Font.PLAIN);
            amount("Balance", bill.total.subtract(bill.advance).abs(), margin, Font.PLAIN);
        }
    }

    private void amount(String name, BigDecimal value, int margin, int style) {
        text(name, width - 620 + margin, y, size, style);
        right(bill.money(value), width - margin, style);
        y += size * 3 / 2;
    }

    private void words() {
        if (bill.random.nextInt(3) > 0) {
            y += size;
            line(bill.pick("Amount in words: ", "In words: ", "") + bill.inWords());
        }
    }

    private void sign() {
        y += size * 3;
        right("For " + bill.vendor, width - 90, Font.PLAIN);
        y += size * 3;
        right(bill.pick("Authorised Signatory", "Cashier", "Billing In-charge"), width - 90, Font.PLAIN);
    }

    private String person() {
        return bill.trade == Trade.SCHOOL
                ? bill.pick("Student Name", "Name of Student", "Student")
                : bill.pick("Patient Name", "Name of Patient", "Patient", "Name");
    }

    private String extra() {
        return bill.trade == Trade.SCHOOL
                ? "Class : XI  Roll No : " + (1 + bill.random.nextInt(60))
                : "UHID : " + (100_000 + bill.random.nextInt(900_000));
    }

    private String label(String... from) {
        return bill.trade == Trade.SCHOOL
                        && from[0].toLowerCase(java.util.Locale.ROOT).startsWith("bill")
                ? bill.pick("Receipt No", "Receipt No.")
                : bill.pick(from);
    }

    private void pair(String left, String right) {
        text(left, 80, y, size, Font.PLAIN);
        text(right, width / 2 + 130, y, size, Font.PLAIN);
        y += size * 3 / 2;
    }

    private void line(String text) {
        for (String part : wrapped(text, width - 160)) {
            text(part, 80, y, size, Font.PLAIN);
            y += size * 3 / 2;
        }
    }

    private List<String> wrapped(String text, int room) {
        pen.setFont(new Font(font, Font.PLAIN, size));
        FontMetrics metrics = pen.getFontMetrics();
        List<String> lines = new java.util.ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void rule() {
        pen.setStroke(new BasicStroke(2));
        pen.drawLine(40, y, width - 40, y);
        y += size * 3 / 2;
    }

    private void centred(String text, int points, int style) {
        pen.setFont(new Font(font, style, points));
        pen.drawString(text, (width - pen.getFontMetrics().stringWidth(text)) / 2, y);
        y += points * 3 / 2;
    }

    private void centredFit(String text, int points, int style) {
        int fitting = points;
        pen.setFont(new Font(font, style, fitting));
        while (pen.getFontMetrics().stringWidth(text) > width - 80) {
            pen.setFont(new Font(font, style, --fitting));
        }
        centred(text, fitting, style);
    }

    private void text(String text, int x, int baseline, int points, int style) {
        pen.setFont(new Font(font, style, points));
        pen.drawString(text, x, baseline);
    }

    private void fit(String text, int x, int baseline, int room, int style) {
        fit(text, x, baseline, room, style, size);
    }

    private void fit(String text, int x, int baseline, int room, int style, int points) {
        int fitting = points;
        pen.setFont(new Font(font, style, fitting));
        while (pen.getFontMetrics().stringWidth(text) > room) {
            pen.setFont(new Font(font, style, --fitting));
        }
        pen.drawString(text, x, baseline);
    }

    private void right(String text, int edge, int style) {
        pen.setFont(new Font(font, style, size));
        pen.drawString(text, edge - pen.getFontMetrics().stringWidth(text), y);
    }
}
