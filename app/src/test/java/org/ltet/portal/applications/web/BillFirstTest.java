package org.ltet.portal.applications.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.BillDifference;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.RecordedEvents;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.documents.fields.FieldName;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Bill first (APP-2)")
class BillFirstTest {

    private static final MadeUpBill BILL = new MadeUpBill(Trade.HOSPITAL, 5);

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    BillPhotos photos;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Household household;
    MemberBrowser browser;
    String edit;
    UUID id;

    @BeforeEach
    void aMemberBegins() {
        clock.reset();
        household = households.serving();
        browser = MemberBrowser.of(household, accounts, port);
        browser.open("/applications/new?scheme=S13")
                .send(
                        "/applications/new",
                        Map.of("beneficiary", household.memberId().toString()));
        id = applications.mine(household.user(), Set.of(), null, 10).getFirst().id();
        edit = "/applications/" + id + "/edit/";
    }

    @Test
    void thePhotoFillsInTheFormAndTheMemberConfirmsIt() {
        String form = uploadAndWait();

        assertThat(form).contains("value=\"" + truth(FieldName.BILL_NUMBER) + "\"");
        assertThat(form).contains("value=\"" + truth(FieldName.BILL_DATE) + "\"");
        assertThat(form).contains("value=\"" + truth(FieldName.TOTAL) + "\"");
        assertThat(form).contains("Read from the bill, please check.");

        browser.send(edit + "bills/new", typed(truth(FieldName.TOTAL)));

        assertThat(browser.body()).contains("The bill is saved.").contains(truth(FieldName.BILL_NUMBER));
        assertThat(jdbc.sql("""
                        select count(*) from documents.reading_check c
                        join applications.bill_photo p on p.document_id = c.document_id
                        where p.application_id = :id and p.line_id is not null
                        """).param("id", id).query(Long.class).single()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void whoClaimsMoreThanTheBillSaysIsToldSo() {
        uploadAndWait();

        browser.send(edit + "bills/new", typed("999999"));

        assertThat(browser.body()).contains("More is claimed than the");
        assertThat(photos.differences(applications.get(id, household.user())))
                .extracting(BillDifference::what)
                .contains(BillDifference.What.AMOUNT);
    }

    @Test
    void aFormThatIsNotCompleteComesBackWithTheBillBesideIt() {
        uploadAndWait();

        browser.send(edit + "bills/new", Map.of("head", "ROOM_RENT", "billNumber", ""));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("name=\"document\"").contains("photo.jpg");
    }

    @Test
    void aFileThatIsNoBillIsRefusedAtItsField() {
        browser.open(edit + "bills")
                .upload(edit + "documents/bill-photos", "bill.png", "<svg/>".getBytes(StandardCharsets.UTF_8));

        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.body()).contains("photo-error");
    }

    @Test
    void theBillOfAnotherMemberIsNotFound() {
        uploadAndWait();
        String path = browser.path();
        MemberBrowser stranger = MemberBrowser.of(households.serving(), accounts, port);

        assertThat(stranger.open(path).status()).isEqualTo(404);
    }

    private String uploadAndWait() {
        browser.open(edit + "bills")
                .upload(edit + "documents/bill-photos", "photo.jpg", PhonePhoto.take(Paper.draw(BILL), 1, 5));
        String path = browser.path();
        assertThat(path).startsWith(edit + "bills/photos/");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> browser.open(path).body().contains("name=\"billNumber\""));
        return browser.body();
    }

    private static Map<String, String> typed(String claimed) {
        return Map.of(
                "head",
                "ROOM_RENT",
                "billNumber",
                truth(FieldName.BILL_NUMBER),
                "billDate",
                truth(FieldName.BILL_DATE),
                "vendor",
                truth(FieldName.VENDOR),
                "quantity",
                "5",
                "claimed",
                claimed);
    }

    private static String truth(FieldName name) {
        return String.valueOf(BILL.truth().get(name));
    }
}
