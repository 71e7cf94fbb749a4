package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** With a kind of owner of its own, so that the rule is known and nothing of other modules is needed. */
@PortalTest
@DisplayName("Documents in the browser (DOC-5, ACC-5)")
class DocumentRoutesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(40_000_000);
    private static final String PASSWORD = "a long enough pass phrase";

    /** Who may read which shelf. */
    private static final Map<UUID, Set<String>> READERS = new ConcurrentHashMap<>();

    private static final DocumentAccess SHELVES = new DocumentAccess() {
        @Override
        public String ownerKind() {
            return "test-shelf";
        }

        @Override
        public boolean mayRead(User user, UUID ownerId) {
            return READERS.getOrDefault(ownerId, Set.of()).contains(user.employeeNumber());
        }
    };

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Documents documents;

    @Autowired
    ConfigurableListableBeanFactory beans;

    private String owner = "";
    private String stranger = "";
    private UUID shelf = Ids.next();

    @BeforeEach
    void openAccounts() {
        if (!beans.containsBean("testShelves")) {
            beans.registerSingleton("testShelves", SHELVES);
        }
        owner = account();
        stranger = account();
        shelf = Ids.next();
        READERS.put(shelf, Set.of(owner));
    }

    private String account() {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                number, "Test Person", number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
        return number;
    }

    @Test
    void aDocumentIsShownWithHeadersThatLetNothingRun() {
        StoredDocument document = add("test-shelf", "बिल \"1\".pdf");

        HttpResponse<String> answer = as(owner).get("/documents/" + document.id());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("%PDF-");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; sandbox; frame-ancestors 'self'");
        assertThat(header(answer, "Cache-Control")).contains("private").contains("no-cache");
        assertThat(header(answer, "Content-Length")).isEqualTo(Long.toString(document.size()));
        assertThat(header(answer, "Content-Disposition"))
                .startsWith("inline")
                .contains("filename*=UTF-8''%E0%A4%AC%E0%A4%BF%E0%A4%B2%20_1_.pdf");
    }

    @Test
    void aDocumentIsSavedWhenAskedFor() {
        StoredDocument document = add("test-shelf", "bill.pdf");

        assertThat(header(as(owner).get("/documents/" + document.id() + "?download"), "Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    void whatIsNeitherPdfNorPictureIsOnlySaved() {
        StoredDocument page = documents.write(
                new DocumentOwner("test-shelf", shelf), "PAGE", "page.html", "text/html", out -> out.write('x'));

        assertThat(header(as(owner).get("/documents/" + page.id()), "Content-Disposition"))
                .startsWith("attachment");
    }

    @Test
    void nobodyElseCanTellWhetherItExists() {
        StoredDocument document = add("test-shelf", "bill.pdf");
        WebSession other = as(stranger);

        HttpResponse<String> theirs = other.get("/documents/" + document.id());
        HttpResponse<String> none = other.get("/documents/" + Ids.next());

        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(theirs.headers().map().keySet())
                .isEqualTo(none.headers().map().keySet());
        assertThat(new WebSession(port).get("/documents/" + document.id()).statusCode())
                .isEqualTo(302);
    }

    @Test
    void aDocumentWhoseOwnersKindNobodyAnswersForIsReadByNobody() {
        StoredDocument document = add("test-nobody", "bill.pdf");

        assertThat(as(owner).get("/documents/" + document.id()).statusCode()).isEqualTo(404);
    }

    @Test
    void aKeptCopyIsNotSentAgainButTheRightIsAskedEachTime() throws Exception {
        StoredDocument document = add("test-shelf", "bill.pdf");
        HttpResponse<byte[]> first = api(document.id(), "\"other\"");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(documents.bytes(document.id()));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(api(document.id(), tag).statusCode()).isEqualTo(304);
        READERS.put(shelf, Set.of());

        HttpResponse<byte[]> afterwards = api(document.id(), tag);
        assertThat(afterwards.statusCode()).isEqualTo(404);
        assertThat(afterwards.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private HttpResponse<byte[]> api(UUID id, String tag) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/api/v1/documents/" + id + "/content"))
                            .header("Authorization", "Bearer " + StaffFactor.bearer(port, owner, PASSWORD))
                            .header("If-None-Match", tag)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private StoredDocument add(String kind, String name) {
        return documents.add(new NewDocument(
                new DocumentOwner(kind, shelf),
                "HOSPITAL_BILL",
                name,
                new ByteArrayInputStream(SampleFiles.pdf("Hospital bill")),
                owner));
    }

    private WebSession as(String number) {
        return WebSession.signedIn(port, number, PASSWORD);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
