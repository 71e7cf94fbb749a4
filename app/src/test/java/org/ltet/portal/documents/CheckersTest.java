package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.checker.CheckerMain;
import org.ltet.portal.documents.checker.Finding;
import org.ltet.portal.shared.Refused;
import org.springframework.util.unit.DataSize;

/** The real child process, the limits of production, files as bad people make them. */
@DisplayName("Looking into files (DOC-1)")
class CheckersTest {

    private static final Checkers CHECKERS = new Checkers(limits(Duration.ofSeconds(20)));

    @AfterAll
    static void end() {
        CHECKERS.destroy();
    }

    private static DocumentProperties limits(Duration timeout) {
        return new DocumentProperties(
                DataSize.ofMegabytes(5),
                200,
                40,
                1,
                "300m",
                timeout,
                Duration.ofSeconds(30),
                "300m",
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    @Test
    void ordinaryFilesAreFine() throws IOException {
        assertThat(pdf(SampleFiles.pdf("Hospital bill"))).isEmpty();
        assertThat(pdf(SampleFiles.pdf(200, "Hospital bill", document -> {}))).isEmpty();
        assertThat(picture(SampleFiles.png(800, 600))).isEmpty();
        assertThat(picture(SampleFiles.jpg(800, 600))).isEmpty();
        assertThat(picture(SampleFiles.png(1, 1))).isEmpty();
    }

    @Test
    void pagesAreCounted() throws IOException {
        assertThat(pdf(SampleFiles.pdf(201, "x", document -> {}))).contains(new Finding("tooManyPages", 200));
        assertThat(pdf(SampleFiles.pdf(0, "x", document -> {}))).contains(new Finding("corrupt", 0));
    }

    @Test
    void encryptedPdfsAreRefusedEvenWhenTheyOpenWithoutAPassword() throws IOException {
        assertThat(pdf(protectedBy("owner", "user"))).contains(new Finding("encrypted", 0));
        assertThat(pdf(protectedBy("owner", ""))).contains(new Finding("encrypted", 0));
    }

    private static byte[] protectedBy(String owner, String user) {
        return SampleFiles.pdf(1, "secret", quietly(document -> {
            StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
        }));
    }

    @Test
    void scriptsProgramsAndFilesInsideAPdfAreRefused() throws IOException {
        assertActive(document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
        assertActive(document -> document.getDocumentCatalog().setOpenAction(new PDActionLaunch()));
        assertActive(document -> {
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(new PDActionJavaScript("app.alert(1)"));
            document.getPage(0).getAnnotations().add(link);
        });
        assertActive(document -> {
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setFile("payload.exe");
            specification.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[9])));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("payload.exe", specification));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        });
    }

    @Test
    void aScriptDeepInNestedObjectsIsFound() throws IOException {
        assertActive(document -> {
            COSDictionary script = new COSDictionary();
            script.setItem(COSName.getPDFName("JS"), new COSString("app.alert(1)"));
            COSArray nested = new COSArray();
            nested.add(script);
            for (int depth = 0; depth < 200; depth++) {
                COSArray outer = new COSArray();
                outer.add(nested);
                nested = outer;
            }
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Extra"), nested);
        });
    }

    @Test
    void aScriptUnderAnEscapedNameIsFound() throws IOException {
        String plain = new String(
                SampleFiles.pdf(
                        1,
                        "x",
                        document -> document.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(COSName.getPDFName("XYZZY"), new COSString("app.alert(1)"))),
                StandardCharsets.ISO_8859_1);
        assertThat(plain).contains("/XYZZY");

        byte[] escaped = plain.replace("/XYZZY", "/#4AS   ").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(pdf(escaped)).contains(new Finding("active", 0));
    }

    @Test
    void aPdfThatOnlyOpensAtAPageIsFine() throws IOException {
        assertThat(pdf(SampleFiles.pdf(1, "x", quietly(document -> {
                    PDActionGoTo action = new PDActionGoTo();
                    PDPageFitDestination top = new PDPageFitDestination();
                    top.setPage(document.getPage(0));
                    action.setDestination(top);
                    document.getDocumentCatalog().setOpenAction(action);
                }))))
                .isEmpty();
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, noise, 0, 9);

        assertThat(pdf(noise)).contains(new Finding("corrupt", 0));
        assertThat(pdf("%PDF-1.7\n%%EOF".getBytes(StandardCharsets.US_ASCII))).contains(new Finding("corrupt", 0));
        assertThat(picture(SampleFiles.firstHalf(SampleFiles.png(800, 600)))).contains(new Finding("corrupt", 0));
        assertThat(picture(SampleFiles.firstHalf(SampleFiles.jpg(800, 600)))).contains(new Finding("corrupt", 0));
        assertThat(picture(Arrays.copyOf(SampleFiles.jpg(800, 600), 30))).contains(new Finding("corrupt", 0));
    }

    @Test
    void aPictureTooLargeWhenDecodedIsToldFromItsHeader() throws IOException {
        assertThat(picture(SampleFiles.pngBomb(30_000, 30_000))).contains(new Finding("tooManyPixels", 40));
    }

    @Test
    void aFileThatExhaustsMemoryEndsOnlyTheChildAndTheNextFileIsLookedInto() throws IOException {
        assertThat(pdf(SampleFiles.pdfBomb(1_500)))
                .hasValueSatisfying(finding -> assertThat(finding.code()).isIn("tooComplex", "corrupt"));
        assertThat(pdf(SampleFiles.pdf("Hospital bill"))).isEmpty();
    }

    @Test
    void aFileThatTakesTooLongIsRefusedInTime() throws IOException {
        Checkers impatient = new Checkers(limits(Duration.ofMillis(1)));
        try {
            assertThat(check(impatient, CheckerMain.PICTURE, SampleFiles.png(6_000, 6_000)))
                    .contains(new Finding("tooComplex", 0));
        } finally {
            impatient.destroy();
        }
    }

    @Test
    void aPictureOfTheLargestSizeAllowedIsFine() throws IOException {
        assertThat(picture(SampleFiles.jpg(8_000, 5_000))).isEmpty();
    }

    @Test
    void whoComesWhenAllProcessesAreBusyIsAskedToTryAgain() throws Exception {
        DocumentProperties one = new DocumentProperties(
                DataSize.ofMegabytes(5),
                200,
                40,
                1,
                "300m",
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                "300m",
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        Checkers checkers = new Checkers(one);
        byte[] bill = SampleFiles.pdf("Hospital bill");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(bill)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return super.read(target, offset, length);
            }
        };
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Optional<Finding>> first = other.submit(() -> checkers.check(CheckerMain.PDF, slow, bill.length));
            begun.await();

            assertThatThrownBy(() -> check(checkers, CheckerMain.PDF, bill))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("documents.busy"));

            goOn.countDown();
            assertThat(first.get()).isEmpty();
            assertThat(check(checkers, CheckerMain.PDF, bill)).isEmpty();
        } finally {
            checkers.destroy();
        }
    }

    private static void assertActive(Change change) throws IOException {
        assertThat(pdf(SampleFiles.pdf(1, "x", quietly(change)))).contains(new Finding("active", 0));
    }

    private static Optional<Finding> pdf(byte[] file) throws IOException {
        return check(CHECKERS, CheckerMain.PDF, file);
    }

    private static Optional<Finding> picture(byte[] file) throws IOException {
        return check(CHECKERS, CheckerMain.PICTURE, file);
    }

    private static Optional<Finding> check(Checkers checkers, byte kind, byte[] file) throws IOException {
        return checkers.check(kind, new ByteArrayInputStream(file), file.length);
    }

    private interface Change {

        void make(PDDocument document) throws IOException;
    }

    private static Consumer<PDDocument> quietly(Change change) {
        return document -> {
            try {
                change.make(document);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        };
    }
}
