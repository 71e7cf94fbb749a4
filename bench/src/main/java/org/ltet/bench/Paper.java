package org.ltet.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A scanned page as PDF, about sixty kilobytes, never twice the same. */
final class Paper {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 300;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> places = new ArrayList<>();

    private Paper() {}

    static byte[] scanned() {
        Paper paper = new Paper();
        byte[] grey = new byte[WIDTH * HEIGHT];
        ThreadLocalRandom.current().nextBytes(grey);
        paper.write("%PDF-1.4\n");
        paper.object("<< /Type /Catalog /Pages 2 0 R >>");
        paper.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        paper.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
                + " /Resources << /XObject << /I 4 0 R >> >> >>");
        paper.stream(
                "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
                        .formatted(WIDTH, HEIGHT),
                grey);
        paper.stream("", "q 500 0 0 750 40 40 cm /I Do Q".getBytes(StandardCharsets.US_ASCII));
        return paper.finished();
    }

    private void object(String content) {
        places.add(bytes.size());
        write(places.size() + " 0 obj\n" + content + "\nendobj\n");
    }

    private void stream(String dictionary, byte[] content) {
        places.add(bytes.size());
        write(places.size() + " 0 obj\n<< " + dictionary + " /Length " + content.length + " >>\nstream\n");
        bytes.writeBytes(content);
        write("\nendstream\nendobj\n");
    }

    private byte[] finished() {
        int table = bytes.size();
        write("xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
        places.forEach(place -> write("%010d 00000 n \n".formatted(place)));
        write("trailer\n<< /Size " + (places.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return bytes.toByteArray();
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
