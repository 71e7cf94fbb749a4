package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.corpus.MadeUpBill;
import org.ltet.portal.documents.corpus.MadeUpBill.Trade;
import org.ltet.portal.documents.corpus.Paper;
import org.ltet.portal.documents.corpus.PhonePhoto;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Look-alike photos are found across members and shown side by side (APP-6)")
class CompareTest extends ReviewTestBase {

    @Autowired
    AttachDocument attachDocument;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    Readings readings;

    private record Handed(UUID application, String number, UUID document) {}

    private Handed handIn(Household household, byte[] photo) {
        ApplicationView draft = households.surgeryDraft(household, Money.of(60_000));
        UUID document = attachDocument
                .attach(draft.id(), "HOSPITAL_BILL", "bill.jpg", new ByteArrayInputStream(photo), household.user())
                .id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !readings.of(document).orElseThrow().waits());
        long version = applications.get(draft.id(), household.user()).version();
        ApplicationView submitted = submitApplication.submit(draft.id(), version, household.user());
        return new Handed(draft.id(), String.valueOf(submitted.number()), document);
    }

    /** As a second photo from a little farther away: no byte of it is the same. */
    private static byte[] again(byte[] photo) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
        BufferedImage smaller =
                new BufferedImage(image.getWidth() * 9 / 10, image.getHeight() * 9 / 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = smaller.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(image, 0, 0, smaller.getWidth(), smaller.getHeight(), null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(smaller, "jpg", out);
        return out.toByteArray();
    }

    @Test
    void aSecondPhotoOfAnotherMembersBillIsFlaggedAndBothAreShown() throws IOException {
        byte[] photo = PhonePhoto.take(Paper.draw(new MadeUpBill(Trade.HOSPITAL, 77_001)), 0, 1);
        byte[] different = PhonePhoto.take(Paper.draw(new MadeUpBill(Trade.PHARMACY, 77_002)), 0, 1);
        Household stranger = households.serving();
        Handed first = handIn(stranger, photo);
        Handed second = handIn(family(), again(photo));
        Handed other = handIn(family(), different);
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        WebSession desk = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);

        String page = desk.get("/review/" + second.application()).body();
        String compare = "/review/" + second.application() + "/compare?of=" + second.document() + "&amp;with="
                + first.application();
        assertThat(page).contains("looks like a document of another member’s application " + first.number(), compare);
        assertThat(desk.get("/review/" + other.application()).body()).doesNotContain("looks like a document");

        String closed = desk.get(compare.replace("&amp;", "&")).body();
        assertThat(closed)
                .contains(first.number(), "You may not open this application", "/documents/" + second.document())
                .doesNotContain(
                        "/documents/" + first.document(), stranger.user().employeeNumber());

        User everywhere = reviewer(org.ltet.portal.identity.Scope.EVERYWHERE, Role.SCRUTINY_OFFICER);
        WebSession whole = WebSession.signedIn(port, everywhere.employeeNumber(), PASSWORD);
        assertThat(whole.get(compare.replace("&amp;", "&")).body())
                .contains(
                        "/documents/" + second.document(),
                        "/documents/" + first.document(),
                        "/review/" + first.application())
                .doesNotContain("You may not open");
        assertThat(whole.get("/review/" + first.application()).body())
                .as("the earlier one shows the later one too")
                .contains("looks like a document of another member’s application " + second.number());
        assertThat(desk.get("/review/" + second.application() + "/compare?of=" + second.document() + "&with="
                                + other.application())
                        .statusCode())
                .as("two that have nothing in common")
                .isEqualTo(404);
    }

    @Test
    void everyLookThatDiffersInAtMostSevenBitsIsFoundAndNoneThatDiffersInMore() {
        UUID document = jdbc.sql("select id from documents.document limit 1")
                .query(UUID.class)
                .optional()
                .orElseGet(() -> handedIn(family()));
        Random random = new Random(Ids.next().getLeastSignificantBits());
        long look = random.nextLong();
        jdbc.sql("delete from documents.page_look where document_id = :id")
                .param("id", document)
                .update();
        for (int bits = 0; bits <= 12; bits++) {
            for (int i = 0; i < 40; i++) {
                long near = look;
                for (int bit : random.ints(0, 64).distinct().limit(bits).toArray()) {
                    near ^= 1L << bit;
                }
                jdbc.sql("delete from documents.page_look where document_id = :id")
                        .param("id", document)
                        .update();
                jdbc.sql("insert into documents.page_look (document_id, page, hash) values (:id, 0, :hash)")
                        .param("id", document)
                        .param("hash", near)
                        .update();
                List<Integer> found = jdbc.sql(
                                "select distance from documents.near_looks(:look, 20) where document_id = :id")
                        .param("look", look)
                        .param("id", document)
                        .query(Integer.class)
                        .list();
                assertThat(found).isEqualTo(bits <= 7 ? List.of(bits) : List.of());
            }
        }
        jdbc.sql("delete from documents.page_look where document_id = :id")
                .param("id", document)
                .update();
    }

    private UUID handedIn(Household household) {
        households.surgeryDraft(household, Money.of(10_000));
        return jdbc.sql("select id from documents.document limit 1")
                .query(UUID.class)
                .single();
    }
}
