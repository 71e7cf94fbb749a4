package org.ltet.portal.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
@DisplayName("The inbox (NOT-1, ACC-5)")
class InboxTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(42_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Pattern LINK = Pattern.compile("href=\"/inbox/([0-9a-f-]{36})\"");
    private static final Pattern MORE = Pattern.compile("href=\"(/inbox\\?before=[0-9a-f-]{36})\"");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Post post;

    @Autowired
    TestClock clock;

    private String person = "";
    private WebSession session = new WebSession(0);

    @BeforeEach
    void signIn() {
        clock.reset();
        person = account();
        session = WebSession.signedIn(port, person, PASSWORD);
    }

    private String account() {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                number, "Test Person", number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
        return number;
    }

    private void deliver(int count) {
        for (int i = 0; i < count; i++) {
            post.deliver(
                    "test/" + Ids.next(),
                    person,
                    NoticeKind.SENT_BACK,
                    Ids.next(),
                    NoticeFacts.of("LTET/2026-27/S13/%06d".formatted(i))
                            .reason("reason.SEND_BACK.OTHER")
                            .comment("<script>alert(1)</script>"),
                    clock.instant().minusSeconds(60L * (i / 2)));
        }
    }

    @Test
    void anEmptyInboxSaysWhatWillComeHere() {
        assertThat(session.get("/inbox").body()).contains("No notices yet").contains("href=\"/schemes\"");
    }

    @Test
    void everyNoticeIsFoundOnceByPaging() {
        deliver(45);

        Set<String> found = new HashSet<>();
        int pages = 0;
        String next = "/inbox";
        while (!next.isEmpty()) {
            String body = session.get(next).body();
            Matcher links = LINK.matcher(body);
            while (links.find()) {
                assertThat(found.add(links.group(1))).as("shown once").isTrue();
            }
            Matcher more = MORE.matcher(body);
            next = more.find() ? more.group(1) : "";
            pages++;
        }
        assertThat(found).hasSize(45);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aNoticeIsReadOnceItIsOpenedAndTheBellFollows() {
        deliver(2);
        assertThat(session.get("/inbox/unread").body()).isEqualTo("2");
        String id = firstLink();

        HttpResponse<String> opened = session.get("/inbox/" + id);

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body())
                .contains("Open application LTET/2026-27/S13/")
                .contains("&lt;script&gt;alert(1)")
                .containsPattern("data-bell[^>]*>1</span>")
                .doesNotContain("<script>alert");
        assertThat(session.get("/inbox/unread").body()).isEqualTo("1");
        assertThat(session.post("/inbox/read-all", Map.of()).statusCode()).isEqualTo(302);
        assertThat(session.get("/inbox/unread").body()).isEmpty();
    }

    @Test
    void nobodyReadsAnothersInbox() throws Exception {
        deliver(1);
        String id = firstLink();
        String stranger = account();
        WebSession other = WebSession.signedIn(port, stranger, PASSWORD);

        assertThat(other.get("/inbox").body()).contains("No notices yet");
        assertThat(other.get("/inbox/" + id).statusCode()).isEqualTo(404);
        assertThat(other.get("/inbox?before=" + id).body()).doesNotContain("LTET/2026-27");
        assertThat(api(stranger, "POST", "/api/v1/notifications/" + id + "/read")
                        .statusCode())
                .isEqualTo(404);
        assertThat(session.get("/inbox/unread").body()).as("still unread").isEqualTo("1");
        assertThat(new WebSession(port).get("/inbox").statusCode()).isEqualTo(302);
    }

    @Test
    void theLanguageOfEmailsIsChosenHere() {
        assertThat(session.get("/inbox").body()).contains("value=\"en\" checked");

        assertThat(session.post("/inbox/language", Map.of("language", "hi")).statusCode())
                .isEqualTo(302);

        assertThat(session.get("/inbox").body()).contains("value=\"hi\" checked");
        assertThat(session.post("/inbox/language", Map.of("language", "fr")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void programsReadTheSameNotices() throws Exception {
        deliver(3);

        JsonNode first = json(api(person, "GET", "/api/v1/notifications?limit=2"));
        JsonNode second = json(api(
                person,
                "GET",
                "/api/v1/notifications?limit=2&before=" + first.get("next").asString()));

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        JsonNode notice = second.get("items").get(0);
        assertThat(notice.get("kind").asString()).isEqualTo("SENT_BACK");
        assertThat(notice.get("read").asBoolean()).isFalse();
        assertThat(notice.get("title").asString()).contains("needs your answer");
        UUID id = UUID.fromString(notice.get("id").asString());
        assertThat(api(person, "POST", "/api/v1/notifications/" + id + "/read").statusCode())
                .isEqualTo(204);
        assertThat(session.get("/inbox/unread").body()).isEqualTo("2");
    }

    private String firstLink() {
        Matcher links = LINK.matcher(session.get("/inbox").body());
        assertThat(links.find()).isTrue();
        return links.group(1);
    }

    private HttpResponse<String> api(String number, String method, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                            .header("Accept-Language", "en")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
