package org.ltet.simulators.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.simulators.Running;

@DisplayName("The simulated SMS provider (ITG-4, ITG-6)")
class SmsTest {

    private static final String[] PORTAL = {"portal", "sms-demo"};

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.with("--simulators.sms.deliver-millis=0", "--simulators.sms.kept=10");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void deliversAndTellsSo() throws Exception {
        HttpResponse<String> sent = send("+916000000001", "Code 123456", "r1");
        assertThat(sent.statusCode()).isEqualTo(202);
        String id = Running.json(sent.body()).path("messageId").asString();
        assertThat(running.get("/sms/v1/messages/" + id, PORTAL).path("status").asString())
                .isEqualTo("DELIVERED");
        assertThat(running.get("/sms/admin/messages?to=6000000001")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("Code 123456");
    }

    @Test
    void phonesThatAreOffGetNothing() throws Exception {
        String id = Running.json(send("6000120000", "Hello", "r2").body())
                .path("messageId")
                .asString();
        assertThat(running.get("/sms/v1/messages/" + id, PORTAL).path("reason").asString())
                .isEqualTo("ABSENT_SUBSCRIBER");
    }

    @Test
    void theSameReferenceIsSentOnceAndOldMessagesGo() throws Exception {
        String first = send("6000000002", "Hello", "r3").body();
        assertThat(Running.json(send("6000000002", "Hello", "r3").body()).path("messageId"))
                .isEqualTo(Running.json(first).path("messageId"));
        for (int i = 0; i < 12; i++) {
            send("6000000003", "Hello", "bulk" + i);
        }
        assertThat(running.get("/sms/admin/messages?limit=500").size()).isEqualTo(10);
    }

    @Test
    void refusesWrongNumbersAndMissingTemplates() throws Exception {
        assertThat(send("1234", "Hello", "r4").statusCode()).isEqualTo(400);
        assertThat(running.post("/sms/v1/messages", "{\"to\":\"6000000001\",\"text\":\"Hello\"}", PORTAL)
                        .statusCode())
                .isEqualTo(400);
        assertThat(running.post("/sms/v1/messages", "{}").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> send(String to, String text, String reference) throws IOException {
        return running.post("/sms/v1/messages", """
                {"to":"%s","templateId":"1107160000000000001","text":"%s","reference":"%s"}""".formatted(to, text, reference), PORTAL);
    }
}
