package org.ltet.portal.documents.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The picture of a page stands as the page was read (DOC-5)")
class PagePainterTest {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 200;

    /** Each way in which a camera can be held, and each quarter, as the reading turns them. */
    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,0", "4,0", "5,0", "6,0", "7,0", "8,0", "1,1", "1,2", "1,3", "6,1", "8,3", "5,2"})
    void turnsAsTheReadingDoes(int orientation, int quarters) throws IOException {
        byte[] jpeg = withOrientation(jpeg(marked()), orientation);
        Grey read = ExifOrientation.upright(Grey.of(marked()), orientation).turned(quarters);

        PagePainter.Painted painted =
                new PagePainter(40_000_000).paint(jpeg, false, 0, read.width(), new Pose(quarters, 0));

        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(painted.jpeg()));
        assertThat(seen.getWidth()).isEqualTo(read.width());
        assertThat(seen.getHeight()).isEqualTo(read.height());
        for (int x = 20; x < read.width(); x += 40) {
            for (int y = 20; y < read.height(); y += 40) {
                assertThat(Grey.of(seen).at(x, y) < 128)
                        .as("dark at %d, %d", x, y)
                        .isEqualTo(read.at(x, y) < 128);
            }
        }
    }

    /** A bar along half of one side, so that each way of turning and mirroring looks different. */
    private static BufferedImage marked() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, WIDTH / 2, 40);
        graphics.dispose();
        return image;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + exif.capacity());
        return whole.put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
