package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.web.bind.annotation.RequestMethod;

@DisplayName("Leave and stand-ins on screens and over the API (REV-5)")
class DelegationScreensTest extends ReviewTestBase {

    private static final String PAGE = "/review/delegations";

    User absent;
    User standIn;
    WebSession atAbsent;
    WebSession atStandIn;

    @BeforeEach
    void signIn() {
        absent = reviewer(Role.SCRUTINY_OFFICER);
        standIn = reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), Role.SCRUTINY_OFFICER);
        atAbsent = WebSession.signedIn(port, absent.employeeNumber(), PASSWORD);
        atStandIn = WebSession.signedIn(port, standIn.employeeNumber(), PASSWORD);
    }

    @Test
    void aColleagueIsNamedSeesTheDeskTakesAndForwardsAndGoesOnThere() {
        ApplicationView view = submitted(60_000);
        ApplicationView second = submitted(50_000);
        assertThat(get(atStandIn, "/review")).doesNotContain(String.valueOf(view.number()));
        name(atAbsent, Map.of());
        assertThat(get(atAbsent, PAGE)).contains(standIn.displayName() + " stands in for you", "Annual leave", "Now");

        String queue = "/review?level=SCRUTINY&for=" + absent.employeeNumber();
        assertThat(get(atStandIn, PAGE)).contains("You stand in for " + absent.displayName());
        assertThat(get(atStandIn, "/")).contains("For " + absent.displayName());
        assertThat(get(atStandIn, queue)).contains(String.valueOf(view.number()), "You work in the place of");
        String file = "/review/" + view.id();
        assertThat(get(atStandIn, file)).contains("Take it for " + absent.displayName());
        assertThat(atStandIn
                        .post(file + "/take", Map.of("for", absent.employeeNumber()))
                        .statusCode())
                .isEqualTo(302);
        String taken = get(atStandIn, file);
        assertThat(taken).contains("in the place of " + absent.displayName(), "Forward to Sub-panel");
        String version = taken.replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        HttpResponse<String> forwarded = atStandIn.post(file + "/forward", Map.of("version", version));
        assertThat(forwarded.headers().firstValue("Location").orElseThrow())
                .as("goes on at the same desk")
                .endsWith("/review/" + second.id());
        assertThat(queue(second.id()).heldFor()).isEqualTo(absent.employeeNumber());
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        assertThat(get(WebSession.signedIn(port, panel.employeeNumber(), PASSWORD), file))
                .contains(standIn.displayName() + " for " + absent.displayName());
        assertThat(get(atStandIn, queue + "&tab=mine")).contains(String.valueOf(second.number()));
        assertThat(atStandIn
                        .post("/review/next", Map.of("for", absent.employeeNumber()))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void aFormWithMistakesComesBackWithWhatWasTypedAndWhatIsWrong() {
        get(atAbsent, PAGE);
        HttpResponse<String> wrong =
                atAbsent.post(PAGE, Map.of("delegate", standIn.employeeNumber(), "reason", "Leave"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#from\">Fill in: ", "value=\"Leave\"");
        Map<String, String> past = new LinkedHashMap<>(fields());
        past.put("from", "2026-11-22");
        assertThat(atAbsent.post(PAGE, past).body()).contains("Choose a first day from today on");
        name(atAbsent, Map.of());
        HttpResponse<String> twice = atAbsent.post(PAGE, fields());
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("Somebody stands in for you at this level in these days already");
        atAbsent.post("/language", Map.of("language", "hi", "back", PAGE));
        assertThat(get(atAbsent, PAGE)).contains("अवकाश और स्थानापन्न");
        atAbsent.post("/language", Map.of("language", "en", "back", PAGE));
    }

    @Test
    void overTheApiItIsMadeSeenByTheTwoAloneAndEnded() throws Exception {
        String absentToken = StaffFactor.bearer(port, absent.employeeNumber(), PASSWORD);
        String standInToken = StaffFactor.bearer(port, standIn.employeeNumber(), PASSWORD);
        UUID id = submitted(60_000).id();
        String home = "/api/v1/review/delegations";
        HttpResponse<String> made = api("POST", home, absentToken, """
                {"level":"SCRUTINY","delegate":"%s","from":"2026-11-23","until":"2026-11-25","reason":"Leave"}
                """.formatted(standIn.employeeNumber()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String address = made.headers().firstValue("Location").orElseThrow();
        assertThat(api("GET", address, standInToken, "").body()).contains("\"state\":\"RUNNING\"");
        String other = StaffFactor.bearer(port, reviewer(Role.SCRUTINY_OFFICER).employeeNumber(), PASSWORD);
        assertThat(api("GET", address, other, "").statusCode()).isEqualTo(404);
        assertThat(api("GET", home, other, "").body()).isEqualTo("[]");

        String tasks = "/api/v1/review/tasks?for=" + absent.employeeNumber();
        assertThat(api("GET", tasks, standInToken, "").body()).contains(id.toString(), "\"toDo\":1");
        HttpResponse<String> taken =
                api("POST", "/api/v1/review/tasks/next?for=" + absent.employeeNumber(), standInToken, "");
        assertThat(taken.body()).contains("\"inPlaceOf\":\"" + absent.employeeNumber() + "\"", "\"hands\":\"OWN\"");
        assertThat(api("POST", address + "/end", standInToken, "").body()).contains("\"state\":\"ENDED\"");
        assertThat(api("GET", tasks, standInToken, "").statusCode()).isEqualTo(409);
        assertThat(queue(id).assignedTo()).isEqualTo(absent.employeeNumber());
        HttpResponse<String> refused = api("POST", home, absentToken, "{\"level\":\"SCRUTINY\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"delegate\"");
    }

    private HttpResponse<String> api(String method, String path, String token, String body) throws Exception {
        return new Route(RequestMethod.valueOf(method), path, Set.of(), false, false, true, false, null)
                .asApi(port, path, token, body);
    }

    private ReviewTask queue(UUID id) {
        return queue.find(id).orElseThrow();
    }

    private Map<String, String> fields() {
        return Map.of(
                "delegate",
                standIn.employeeNumber(),
                "from",
                "2026-11-23",
                "until",
                "2026-11-25",
                "reason",
                "Annual leave");
    }

    private void name(WebSession session, Map<String, String> more) {
        get(session, PAGE);
        Map<String, String> all = new LinkedHashMap<>(fields());
        all.putAll(more);
        HttpResponse<String> answer = session.post(PAGE, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
