package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Names of uploaded files")
class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "bill.pdf, bill.pdf",
                "../../etc/passwd, passwd",
                "C:\\Users\\me\\बिल.pdf, बिल.pdf",
                "..., document",
                "`a\"b<c>.pdf`, a_b_c_.pdf",
                "`x\r\nSet-Cookie: a=b.pdf`, xSet-Cookie_ a=b.pdf",
                "`bill\u202Efdp.exe`, billfdp.exe"
            })
    void areCleanedForShowing(String given, String kept) {
        assertThat(FileNames.clean(given)).isEqualTo(kept);
    }

    @Test
    void anEmptyNameBecomesAWord() {
        assertThat(FileNames.clean("")).isEqualTo("document");
        assertThat(FileNames.clean("uploads/")).isEqualTo("document");
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(FileNames.clean("क".repeat(500) + ".pdf")).hasSize(120).endsWith(".pdf");
    }

    @Test
    void shorteningLeavesNoNameOfAFolder() {
        assertThat(FileNames.clean("." + " ".repeat(200) + "..w.")).isEqualTo("document");
    }

    @Test
    void cleaningTwiceGivesTheSame() {
        String joinedOnlyAfterCleaning = FileNames.clean("re\u200B\u0301sume.pdf");
        assertThat(FileNames.clean(joinedOnlyAfterCleaning)).isEqualTo(joinedOnlyAfterCleaning);
    }

    @Test
    void theExtensionIsMadeToFitTheContent() {
        assertThat(MediaKind.JPEG.nameFor("photo.png")).isEqualTo("photo.jpg");
        assertThat(MediaKind.JPEG.nameFor("photo.JPEG")).isEqualTo("photo.JPEG");
        assertThat(MediaKind.PDF.nameFor("bill")).isEqualTo("bill.pdf");
        assertThat(MediaKind.PDF.nameFor("bill.exe")).isEqualTo("bill.exe.pdf");
    }
}
