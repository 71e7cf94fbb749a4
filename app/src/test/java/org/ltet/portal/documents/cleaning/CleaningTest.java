package org.ltet.portal.documents.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.SampleFiles;

/**
 * The two photos were written by a camera's library and labelled by ExifTool as phones do it: place, device, its number,
 * names, a thumbnail, XMP, IPTC, a comment, held upright; the JPEG has a second picture behind its end.
 */
@DisplayName("Photos are stored without what they tell besides the picture (DOC-1, SEC-3)")
class CleaningTest {

    /** 18 degrees, 56 minutes, 24.72 seconds as Exif writes it, whatever way round. */
    private static final List<byte[]> PLACES = List.of(
            ByteBuffer.allocate(16).putInt(18).putInt(1).putInt(56).putInt(1).array(),
            ByteBuffer.allocate(16)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putInt(18)
                    .putInt(1)
                    .putInt(56)
                    .putInt(1)
                    .array());

    private static final List<String> SECRETS = List.of(
            "Secretphone",
            "X9 Spy",
            "SN-998877",
            "Asha Member",
            "Mumbai",
            "at home",
            "2026:11:05",
            "18,56",
            "GPSL",
            "photoshop",
            "xmpmeta");

    private static byte[] resource(String name) throws IOException {
        try (InputStream photo = CleaningTest.class.getResourceAsStream("/photos/" + name)) {
            return photo.readAllBytes();
        }
    }

    private static byte[] cleaned(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cleaning.copy(new ByteArrayInputStream(file), out);
        return out.toByteArray();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static boolean holdsPlace(byte[] file) {
        return PLACES.stream().anyMatch(place -> text(file).contains(text(place)));
    }

    private static void assertSamePicture(byte[] one, byte[] other) throws IOException {
        BufferedImage first = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage second = ImageIO.read(new ByteArrayInputStream(other));
        int width = first.getWidth();
        int height = first.getHeight();
        assertThat(second.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(first.getRGB(0, 0, width, height, null, 0, width));
    }

    @Test
    void aPhotoLosesPlaceDeviceNamesAndThumbnailAndShowsTheSame() throws IOException {
        for (String name : List.of("with-place.jpg", "with-place.png")) {
            byte[] photo = resource(name);
            assertThat(holdsPlace(photo)).as("the sample holds a place").isTrue();

            byte[] clean = cleaned(photo);

            assertThat(text(clean)).as(name).doesNotContain(SECRETS);
            assertThat(holdsPlace(clean)).isFalse();
            assertSamePicture(photo, clean);
        }
    }

    @Test
    void howThePhoneWasHeldIsKeptAndNothingElseOfExif() throws IOException {
        byte[] jpeg = cleaned(resource("with-place.jpg"));
        int mark = text(jpeg).indexOf("Exif\0\0");
        assertThat(mark).isPositive();
        assertThat(Exif.orientation(jpeg, mark + 6, mark + 32)).isEqualTo(6);
        assertThat(text(jpeg).indexOf("Exif", mark + 1)).isNegative();

        byte[] png = cleaned(resource("with-place.png"));
        int chunk = text(png).indexOf("eXIf");
        assertThat(ByteBuffer.wrap(png).getInt(chunk - 4)).isEqualTo(26);
        assertThat(Exif.orientation(png, chunk + 4, chunk + 30)).isEqualTo(6);
    }

    @Test
    void whatFollowsTheEndOfAPictureIsDropped() throws IOException {
        byte[] photo = resource("with-place.jpg");
        assertThat(text(cleaned(photo)).split("\u00ff\u00d8\u00ff", -1)).hasSize(2);
        for (byte[] file : List.of(SampleFiles.png(40, 30), SampleFiles.jpg(40, 30))) {
            byte[] zip = "PK\3\4 evil.exe".getBytes(StandardCharsets.ISO_8859_1);
            byte[] both = Arrays.copyOf(file, file.length + zip.length);
            System.arraycopy(zip, 0, both, file.length, zip.length);
            assertThat(cleaned(both)).isEqualTo(file);
        }
    }

    @Test
    void aFileWithNothingToTakeOutStaysByteForByte() throws IOException {
        for (byte[] file : List.of(
                SampleFiles.jpg(800, 600),
                SampleFiles.png(800, 600),
                SampleFiles.pdfOf(700_000, "Hospital bill"),
                new byte[0],
                "neither".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(cleaned(file)).isEqualTo(file);
        }
    }

    @Test
    void ofAPdfOnlyPlacesAreBlottedOut() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] photo = resource("with-place.jpg");
        String xmp = "<x exif:GPSLatitude=\"18,56.412N\"><exif:GPSLongitude>72,50.082E</exif:GPSLongitude></x>";
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(JPEGFactory.createFromByteArray(document, photo), 0, 0);
            }
            document.getDocumentInformation().setAuthor("City Hospital");
            document.getDocumentCatalog()
                    .setMetadata(new PDMetadata(
                            document, new ByteArrayInputStream(xmp.getBytes(StandardCharsets.US_ASCII))));
            document.save(out);
        }
        byte[] pdf = out.toByteArray();
        assertThat(holdsPlace(pdf)).as("the sample holds a place").isTrue();
        assertThat(text(pdf)).contains("18,56.412N", "72,50.082E");

        byte[] clean = cleaned(pdf);

        assertThat(clean).hasSameSizeAs(pdf);
        assertThat(holdsPlace(clean)).isFalse();
        assertThat(text(clean)).doesNotContain("18,56", "72,50", "72.83");
        try (PDDocument document = Loader.loadPDF(clean)) {
            assertThat(document.getDocumentInformation().getAuthor()).isEqualTo("City Hospital");
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void aPlaceIsFoundWhereverItLiesInALongPdfThatComesInSmallPieces() throws IOException {
        byte[] photo = resource("with-place.jpg");
        for (int before : new int[] {0, 65_530, 131_072, 197_990, 198_000, 264_100, 500_000}) {
            byte[] file = new byte[before + photo.length + 5];
            new Random(before).nextBytes(file);
            System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 5);
            System.arraycopy(photo, 0, file, before + 5, photo.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InputStream slow = new FilterInputStream(new ByteArrayInputStream(file)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    return super.read(target, offset, Math.min(length, 977));
                }
            };

            Cleaning.copy(slow, out);

            assertThat(out.toByteArray()).as("after %d", before).hasSameSizeAs(file);
            assertThat(holdsPlace(out.toByteArray())).as("after %d", before).isFalse();
        }
    }

    @Test
    void brokenFilesAreCutOffWhereTheyStopMakingSense() throws IOException {
        byte[] photo = resource("with-place.jpg");
        byte[] picture = resource("with-place.png");
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = (i % 2 == 0 ? photo : picture).clone();
            for (int j = 0; j <= i % 8; j++) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(broken, broken.length - random.nextInt(broken.length / 2));

            byte[] once = cleaned(cut);

            assertThat(once.length).isLessThanOrEqualTo(cut.length);
            assertThat(cleaned(once)).isEqualTo(once);
        }
    }
}
