package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.payments.spi.RemoteFile;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("A bad file of the bank is refused whole, with the reason, and kept (PAY-5)")
class BadBankFilesTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    TakeStatement takeStatement;

    @Autowired
    PaymentRows payments;

    @Autowired
    ImportRows imports;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient jdbc;

    private ReleaseView release;
    private String reference;

    @BeforeEach
    void oneReleasedPayment() {
        BankSimulator.follows("silent");
        VoucherView voucher = fixture.approved("1000.00");
        release = fixture.released(List.of(voucher));
        reference = VoucherView.endToEndId(voucher.number(), 1);
    }

    @Test
    void truncatedAfterAGoodEntry() {
        String whole = camt("T");
        refusedAs("incomplete", whole.substring(0, whole.length() - 40));
    }

    @Test
    void ofAnotherAccount() {
        refusedAs("otherAccount", camt("A").replace("00600350012345", "99999999999999"));
    }

    @Test
    void ofAnotherBank() {
        refusedAs("otherBank", camt("B").replace("HDFC0000060", "SBIN0000060"));
    }

    @Test
    void withAnExternalEntity() {
        refusedAs(
                "documentType",
                camt("E")
                        .replace(
                                "<Document", "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document")
                        .replace("DBIT", "&x;"));
    }

    @Test
    void answeringAFileThatWasNeverSent() {
        refusedAs("unknownMessage", """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>X</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>NEVER-SENT</OrgnlMsgId>
                <GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
                """);
    }

    @Test
    void anotherContentUnderAMessageIdThatWasTaken() {
        String first = camt("S").replace("DBIT", "CRDT").replace(reference, "SOMETHING-ELSE");
        assertThat(take(first)).isInstanceOf(ImportResult.Imported.class);
        refusedAs("sameMessage", camt("S"));
    }

    @Test
    void ofFiftyMegabytesIsReadNoFurtherThanTheLimit() {
        CountedZeros endless = new CountedZeros(50L << 20);
        ImportResult result = takeStatement.upload("huge.xml", endless, MAKER);
        assertThat(result).isInstanceOf(ImportResult.RefusedWhole.class);
        assertThat(result.file().refusalCode()).isEqualTo("tooLarge");
        assertThat(result.file().refusalValue()).isEqualTo("30");
        assertThat(endless.read).isLessThan(31L << 20);
    }

    @Test
    void anEmptyOneIsNotEvenKept() {
        assertThatThrownBy(() -> take(""))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.file.empty"));
    }

    @Test
    void knownContentUnderAnotherNameIsNotFetchedAgainAndAgain() throws IOException {
        byte[] content = camt("K").replace(reference, "SOMETHING").getBytes(StandardCharsets.UTF_8);
        List<RemoteFile> files = List.of(
                new RemoteFile("K1-" + release.messageId(), content.length),
                new RemoteFile("K2-" + release.messageId(), content.length),
                new RemoteFile("K0-" + release.messageId(), 0));
        assertThat(outbox(files.get(0), content)).isInstanceOf(ImportResult.Imported.class);
        assertThat(outbox(files.get(1), content)).isInstanceOf(ImportResult.KnownBefore.class);
        assertThat(outbox(files.get(2), new byte[0])).isInstanceOf(ImportResult.RefusedWhole.class);
        assertThat(imports.seen(files)).containsExactlyInAnyOrderElementsOf(files);
    }

    private ImportResult outbox(RemoteFile file, byte[] content) throws IOException {
        return takeStatement.take(file.name(), TakeStatement.OUTBOX, new ByteArrayInputStream(content), MAKER);
    }

    private void refusedAs(String code, String content) {
        ImportResult result = take(content);
        assertThat(result).isInstanceOf(ImportResult.RefusedWhole.class);
        ImportView file = result.file();
        assertThat(file.refusalCode()).isEqualTo(code);
        assertThat(documents.bytes(Objects.requireNonNull(file.documentId())))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(content);
        assertThat(payments.ofBatch(release.batchId(), org.ltet.portal.identity.Scope.EVERYWHERE, null, 10))
                .extracting(PaymentView::state)
                .containsExactly(PaymentState.RELEASED);
        assertThat(jdbc.sql("select count(*) from payments.bank_entry where import_id = ?")
                        .param(file.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private ImportResult take(String content) {
        return takeStatement.upload(
                "bank.xml", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), MAKER);
    }

    private String camt(String id) {
        return StatementReaderTest.CAMT_HEAD.replace("N-1", id + "-" + release.messageId())
                + StatementReaderTest.booking("DBIT", "1000.00", reference, id + UUID.randomUUID(), "")
                + StatementReaderTest.CAMT_TAIL;
    }

    /** Content of any length that takes no memory. */
    private static final class CountedZeros extends InputStream {
        private final long length;
        private long read;

        CountedZeros(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return read++ < length ? ' ' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (read >= length) {
                return -1;
            }
            read += count;
            return count;
        }
    }
}
