package org.ltet.journeys;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Papers that members hand in, made for the journey; each differs from the others. */
final class Papers {

    private Papers() {}

    static byte[] picture(String title) {
        BufferedImage image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 800);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
        graphics.drawRect(40, 40, 520, 720);
        graphics.drawLine(40, 120, 560, 120);
        graphics.drawString(title, 60, 90);
        graphics.dispose();
        return png(image);
    }

    /** The bill of a hospital, as a scanner makes it. */
    static byte[] bill(String number, LocalDate date) {
        BufferedImage image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1240, 1754);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 44));
        graphics.drawString("Jeevan Jyoti Hospital", 120, 160);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 30));
        int y = 220;
        for (String line : List.of(
                "12 Link Road, Mumbai 400050",
                "FINAL BILL",
                "",
                "Bill No: " + number,
                "Bill Date: " + date.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")),
                "Patient Name: Ramesh Kumar",
                "",
                "Particulars                                      Amount")) {
            graphics.drawString(line, 120, y);
            y += 56;
        }
        for (String[] row : new String[][] {
            {"Surgeon charges", "42,000.00"}, {"Anaesthesia", "8,500.00"}, {"Net Amount", "50,500.00"}
        }) {
            graphics.drawString(row[0], 120, y);
            graphics.drawString(row[1], 760, y);
            y += 56;
        }
        graphics.drawString("Rupees Fifty Thousand Five Hundred Only", 120, y + 30);
        graphics.drawRect(80, 80, 1080, 1594);
        graphics.dispose();
        return png(image);
    }

    /** A picture that cannot be made smaller, so that its file has some megabytes. */
    static byte[] large() {
        BufferedImage image = new BufferedImage(800, 700, BufferedImage.TYPE_INT_RGB);
        Random random = new Random();
        for (int y = 0; y < 700; y++) {
            for (int x = 0; x < 800; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return png(image);
    }

    private static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest honest PDF: one page with one line of text. */
    static byte[] pdf(String title) {
        String text = "BT /F1 24 Tf 72 720 Td (" + title + " " + System.nanoTime() + ") Tj ET";
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                        + "/Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(pdf.length());
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 6\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append("%010d 00000 n \n".formatted(offset)));
        pdf.append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
