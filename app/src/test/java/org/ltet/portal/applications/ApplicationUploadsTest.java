package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** By real connections, one of which breaks in the middle. */
@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Documents sent piece by piece by the tus protocol (DOC-1, ITG-7)")
class ApplicationUploadsTest {

    private static final String PASSWORD = "a pass phrase for pieces";
    private static final String PIECE = "application/offset+octet-stream";

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Documents documents;

    @Autowired
    TestClock clock;

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";
    private String base = "";
    private UUID application = new UUID(0, 0);

    @BeforeEach
    void aDraft() {
        clock.reset();
        Household household = households.serving();
        String number = household.user().employeeNumber();
        accounts.open(new NewAccount(number, "Member " + number, null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        token = StaffFactor.bearer(port, number, PASSWORD);
        application = households.surgeryDraft(household, Money.of("9000")).id();
        base = "/api/v1/applications/" + application + "/uploads";
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void tellsWhatItCan() throws Exception {
        HttpResponse<String> answer = send(request(base).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(answer, "Tus-Extension")).isEqualTo("creation,expiration,termination");
        assertThat(header(answer, "Tus-Max-Size")).isEqualTo("5242880");
    }

    @Test
    void goesOnAfterABreakInTheMiddleAndBecomesADocument() throws Exception {
        byte[] file = SampleFiles.pdfOf(400_000, "A bill sent from a train " + application);
        String address = begin(file.length, "bill.pdf", "HOSPITAL_BILL");

        breakAfter(address, file, 150_000);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> offset(address) > 0);
        long offset = offset(address);
        assertThat(offset).isBetween(1L, 150_000L);
        HttpResponse<String> rest = piece(address, offset, Arrays.copyOfRange(file, (int) offset, file.length));
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(204);
        assertThat(header(rest, "Upload-Offset")).isEqualTo(Long.toString(file.length));

        StoredDocument stored = attached().stream()
                .filter(document -> document.fileName().equals("bill.pdf"))
                .findFirst()
                .orElseThrow();
        assertThat(stored.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(send(request(address).GET()).body())
                .contains("\"state\":\"TAKEN\"", "\"document\":\"" + stored.id() + "\"");
    }

    @Test
    void aFileThatCannotBeAcceptedIsRefusedWithItsReasonWhichCanBeAskedForAgain() throws Exception {
        int before = attached().size();
        byte[] file = "This is no PDF at all, whatever it is called.".getBytes(StandardCharsets.UTF_8);
        String address = begin(file.length, "bill.pdf", "HOSPITAL_BILL");

        HttpResponse<String> answer = piece(address, 0, file);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("documents.notWhatItSays");
        assertThat(send(request(address).GET()).body()).contains("\"state\":\"REFUSED\"", "is not a PDF file inside");
        assertThat(piece(address, file.length, new byte[0]).statusCode()).isEqualTo(409);
        assertThat(attached()).hasSize(before);
    }

    @Test
    void keepsToTheProtocol() throws Exception {
        assertThat(send(request(base).header("Upload-Length", "10").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(412);
        assertThat(create(6_000_000, "bill.pdf", "HOSPITAL_BILL").statusCode()).isEqualTo(422);
        assertThat(create(100, "bill.pdf", "NO_SUCH_TYPE").statusCode()).isEqualTo(422);
        String address = begin(100, "bill.pdf", "HOSPITAL_BILL");
        assertThat(piece(address, 7, new byte[10]).statusCode()).isEqualTo(409);
        assertThat(piece(address, 0, new byte[101]).statusCode()).isEqualTo(422);
        assertThat(send(request(address)
                                .header("Tus-Resumable", "1.0.0")
                                .header("Upload-Offset", "0")
                                .header("Content-Type", "application/json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        HttpResponse<String> head = send(request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(header(head, "Upload-Offset")).isEqualTo("0");
        assertThat(header(head, "Upload-Length")).isEqualTo("100");
        assertThat(header(head, "Cache-Control")).contains("no-store");
        assertThat(head.headers().firstValue("Upload-Expires")).isPresent();

        assertThat(send(request(address).header("Tus-Resumable", "1.0.0").DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request(address).GET()).statusCode()).isEqualTo(404);
    }

    private List<StoredDocument> attached() {
        return documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application));
    }

    private HttpResponse<String> create(int length, String name, String type) throws Exception {
        return send(request(base)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(length))
                .header("Upload-Metadata", "filename " + encoded(name) + ",type " + encoded(type))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String begin(int length, String name, String type) throws Exception {
        HttpResponse<String> answer = create(length, name, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return header(answer, "Location");
    }

    private HttpResponse<String> piece(String address, long offset, byte[] bytes) throws Exception {
        return send(request(address)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", PIECE)
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    /** Says that all will come, sends a part and drops the connection. */
    private void breakAfter(String address, byte[] file, int bytes) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH " + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                            + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: " + PIECE
                            + "\r\nContent-Length: " + file.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(file, 0, bytes);
            out.flush();
            // let it arrive: what a reset overtakes never did
            Thread.sleep(500);
            socket.setSoLinger(true, 0);
        }
    }

    private long offset(String address) throws Exception {
        return Long.parseLong(
                header(send(request(address).method("HEAD", HttpRequest.BodyPublishers.noBody())), "Upload-Offset"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(name + " of " + answer));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
