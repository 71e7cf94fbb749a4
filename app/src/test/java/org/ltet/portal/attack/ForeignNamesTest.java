package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Names that come with files go back out in headers: they must not begin a line, a folder or another header there. */
@PortalTest
@Import(Households.class)
@DisplayName("Names of files that want to be headers, folders or pages")
class ForeignNamesTest {

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Documents documents;

    private final HttpClient client = HttpClient.newHttpClient();
    private String number = "";
    private UUID application = new UUID(0, 0);

    @BeforeEach
    void aDraft() {
        Household household = households.serving();
        number = household.user().employeeNumber();
        People.open(accounts, number, "Member", Accounts.everywhere(Role.MEMBER));
        application = households.surgeryDraft(household, Money.of("9000")).id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bill.pdf\r\nSet-Cookie: portal=stolen\r\n\r\n<script>xssprobe()</script>.pdf",
                "bill\"; filename=\"other.html\";x=\".pdf",
                "../../../../etc/cron.d/bill.pdf",
                "..\\..\\windows\\bill.pdf",
                "bill.pdf\u0000.html.pdf",
                "bill\u2028Location: https://evil.example.pdf",
                "bill\u202Efdp.exe.pdf"
            })
    void leaveTheHeadersOfTheAnswerAsTheyAre(String name) throws Exception {
        StoredDocument stored = uploaded(name);
        WebSession reader = People.signedIn(port, number);
        for (String path : List.of("/documents/" + stored.id(), "/documents/" + stored.id() + "?download")) {
            HttpResponse<String> answer = reader.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("stolen"));
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
            assertThat(answer.body()).startsWith("%PDF-");
            assertThat(answer.headers().allValues("Content-Disposition"))
                    .singleElement()
                    .asString()
                    .matches("(inline|attachment); filename=\"[^\"\\r\\n/\\\\]*\"(; filename\\*=UTF-8''[^\\r\\n/;]*)?");
        }
        assertThat(stored.fileName()).doesNotContainPattern("[\\p{Cntrl}/\\\\\"\u2028\u202E]");
    }

    @Test
    void areNoLinesOfTheirOwnWhereAFormSendsThem() {
        WebSession member = People.signedIn(port, number);
        String edit = "/applications/" + application + "/edit/documents";
        String page = member.get(edit).body();
        String version = page.replaceFirst("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        HttpResponse<String> answer = member.upload(
                edit + "/HOSPITAL_BILL",
                java.util.Map.of("version", version),
                "file",
                "%0D%0ASet-Cookie: portal=stolen%22.pdf",
                SampleFiles.pdf("A bill of " + number));
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        assertThat(stored("stolen"))
                .allSatisfy(document -> assertThat(document.fileName()).doesNotContainPattern("[\\p{Cntrl}\"]"))
                .isNotEmpty();
    }

    /** Found by fuzzing: a head that the parser of forms falls over is the fault of who sent it. */
    @Test
    void thatNoParserCanReadAreRefusedAndNoFaultOfThePortal() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/applications/" + application + "/documents")
                .header("Content-Type", "multipart/form-data; boundary=border")
                .POST(HttpRequest.BodyPublishers.ofString("--border\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename]=\"\r\n\r\nx\r\n--border--\r\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    private List<StoredDocument> stored(String part) {
        return documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application)).stream()
                .filter(document -> document.fileName().contains(part))
                .toList();
    }

    private StoredDocument uploaded(String name) throws Exception {
        byte[] file = SampleFiles.pdf("A bill of " + number + name.hashCode());
        List<StoredDocument> before = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application));
        String base = "/api/v1/applications/" + application + "/uploads";
        HttpResponse<String> begun = send(request(base)
                .header("Upload-Length", Integer.toString(file.length))
                .header("Upload-Metadata", "filename " + base64(name) + ",type " + base64("HOSPITAL_BILL"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        HttpResponse<String> sent =
                send(request(begun.headers().firstValue("Location").orElseThrow())
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(file)));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(204);
        return documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application)).stream()
                .filter(document -> !before.contains(document))
                .findFirst()
                .orElseThrow();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, People.PASSWORD))
                .header("Tus-Resumable", "1.0.0");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
