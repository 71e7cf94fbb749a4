package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** What the bank says of single payments, in files handed in by the maker. */
@TestComponent
class BankWord {

    private final TakeStatement takeStatement;

    BankWord(TakeStatement takeStatement) {
        this.takeStatement = takeStatement;
    }

    /** The bank refuses every payment of this file for the reason that the account is closed. */
    void refuses(ReleaseView release) {
        take("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-23T10:00:00Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(id(), release.messageId()));
    }

    /** The bank took this amount from the trust's account for the payment. */
    void debits(String endToEndId, String amount) {
        books("DBIT", endToEndId, amount, "");
    }

    /** The money of the payment came back. */
    void returns(String endToEndId, String amount) {
        books("CRDT", endToEndId, amount, "<RtrInf><Rsn><Cd>MD07</Cd></Rsn></RtrInf>");
    }

    /** The bank took, or gave (CRDT), this amount and names no reference of ours; the text is all it says. */
    void tells(String direction, String amount, String text) {
        books(direction, "NOTPROVIDED", amount, "<RmtInf><Ustrd>" + text + "</Ustrd></RmtInf>");
    }

    private void books(String direction, String endToEndId, String amount, String extra) {
        take(StatementReaderTest.CAMT_HEAD.replace("N-1", id())
                + StatementReaderTest.booking(direction, amount, endToEndId, id(), extra)
                + StatementReaderTest.CAMT_TAIL);
    }

    private void take(String xml) {
        assertThat(takeStatement.upload(
                        "by-hand.xml",
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                        PaymentsFixture.MAKER))
                .isInstanceOf(ImportResult.Imported.class);
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }
}
