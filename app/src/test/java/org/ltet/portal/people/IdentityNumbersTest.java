package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.SharedNumbers.Outcome;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("PAN and Aadhaar: optional, sealed, masked, the member's to take back (PRO-4); shared numbers (PRO-2)")
class IdentityNumbersTest {

    private static final String PASSWORD = "a pass phrase for numbers";
    private static final String AADHAAR = "234567890124";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    IdentityNumbers numbers;

    @Autowired
    SharedNumbers shared;

    @Autowired
    ChangeBankAccount changeBankAccount;

    @Autowired
    Consents consents;

    @Autowired
    FieldCipher cipher;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"ABCPD1234F", "abcpd1234f", "ABCPD 1234 F"})
    void takesThePanOfAPerson(String typed) {
        assertThat(numbers.problem(IdentityNumber.PAN, typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ABCPD1234",
                "ABCPD12345",
                "ABCXD1234F",
                "ABCPD0000F",
                "ABCCD1234F",
                "१२३४५६७८९०",
                "ABCPD1234F1"
            })
    void refusesWhatIsNoPanOfAPerson(String typed) {
        assertThat(numbers.problem(IdentityNumber.PAN, typed)).isPresent();
    }

    @Test
    void findsEveryWrongDigitAndEveryTwoExchangedDigitsOfAnAadhaarNumber() {
        assertThat(numbers.problem(IdentityNumber.AADHAAR, "2345 6789 0124")).isEmpty();
        for (int place = 0; place < 12; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                StringBuilder wrong = new StringBuilder(AADHAAR);
                wrong.setCharAt(place, digit);
                assertThat(numbers.problem(IdentityNumber.AADHAAR, wrong.toString())
                                .isEmpty())
                        .as(wrong.toString())
                        .isEqualTo(AADHAAR.contentEquals(wrong));
            }
            if (place > 0) {
                StringBuilder exchanged = new StringBuilder(AADHAAR);
                exchanged.setCharAt(place, AADHAAR.charAt(place - 1));
                exchanged.setCharAt(place - 1, AADHAAR.charAt(place));
                assertThat(numbers.problem(IdentityNumber.AADHAAR, exchanged.toString()))
                        .as(exchanged.toString())
                        .isPresent();
            }
        }
        for (String wrong : List.of("", "12345678901", "034567890124", "1345678901240", "2345678901243456")) {
            assertThat(numbers.problem(IdentityNumber.AADHAAR, wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void aMemberGivesSeesAndTakesBackThePanOnScreen() {
        Household member = households.serving();
        WebSession session = member(member);
        String pan = pan();
        HttpResponse<String> form = session.get("/profile/numbers/pan");
        assertThat(form.body()).contains("for one purpose", "voluntary");

        HttpResponse<String> without = session.post("/profile/numbers/pan", form(form, pan, false));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("Tick the box if you agree", "href=\"#agreed\"", "value=\"" + pan + "\"");
        HttpResponse<String> firm =
                session.post("/profile/numbers/pan", form(form, pan.substring(0, 3) + "F" + pan.substring(4), true));
        assertThat(firm.statusCode()).isEqualTo(422);
        assertThat(firm.body()).contains("belongs to a company, firm or trust");
        assertThat(numbers.of(member.memberId())).isEmpty();

        assertThat(session.post("/profile/numbers/pan", form(form, pan, true)).statusCode())
                .isEqualTo(302);
        String masked = pan.substring(0, 3) + "xxxx" + pan.substring(7);
        assertThat(session.get("/profile").body()).contains(masked).doesNotContain(pan);
        assertThat(session.post("/profile/numbers/pan", form(form, pan, true)).statusCode())
                .as("a form about an older version")
                .isEqualTo(422);

        session.get("/profile");
        assertThat(session.post("/profile/numbers/pan/reading", Map.of()).body())
                .contains(pan, "on record");
        assertThat(entries(member, "people.numberRead")).isEqualTo(1);

        session.get("/profile");
        assertThat(session.post("/profile/numbers/pan/removal", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(session.get("/profile").body()).doesNotContain(masked);
        assertThat(rows(member)).isZero();
        assertThat(consents.history(member.memberId()))
                .extracting(ConsentEntry::purpose, ConsentEntry::given, ConsentEntry::way)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(ConsentPurpose.PAN, false, Way.SCREEN),
                        org.assertj.core.api.Assertions.tuple(ConsentPurpose.PAN, true, Way.SCREEN));
        assertThatThrownBy(() -> jdbc.sql("delete from people.consent").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void anAadhaarNumberIsGivenAndRemovedThroughTheApi() throws Exception {
        Household member = households.serving();
        open(member.user(), Map.of(Role.MEMBER, Scope.EVERYWHERE));
        String bearer = StaffFactor.bearer(port, member.user().employeeNumber(), PASSWORD);
        String path = "/api/v1/me/identity-numbers";
        HttpResponse<String> none = call(bearer, "GET", path, null, null);
        assertThat(none.body()).isEqualTo("[]");
        String body = "{\"number\":\"2345 6789 0124\",\"consent\":%s}";
        HttpResponse<String> disagreed = call(bearer, "PUT", path + "/aadhaar", etag(none), body.formatted("false"));
        assertThat(disagreed.statusCode()).isEqualTo(422);
        assertThat(disagreed.body()).contains("people.consentMissing");
        HttpResponse<String> given = call(bearer, "PUT", path + "/aadhaar", etag(none), body.formatted("true"));
        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.body()).contains("XXXX XXXX 0124").doesNotContain("6789");
        assertThat(call(bearer, "POST", path + "/aadhaar/readings", null, "").body())
                .contains(AADHAAR);
        assertThat(call(bearer, "DELETE", path + "/aadhaar", null, null).statusCode())
                .isEqualTo(204);
        assertThat(call(bearer, "DELETE", path + "/aadhaar", null, null).statusCode())
                .isEqualTo(404);
        assertThat(entries(member, "people.numberGiven")).isEqualTo(1);
        assertThat(entries(member, "people.numberRemoved")).isEqualTo(1);
    }

    @Test
    void aNumberPastedIntoAnotherMembersRowDoesNotOpen() {
        Household one = households.serving();
        Household other = households.serving();
        give(one, pan());
        give(other, pan());
        jdbc.sql("""
                update people.identity_number mine set number_cipher = theirs.number_cipher
                  from people.identity_number theirs where mine.member_id = ? and theirs.member_id = ?
                """).params(one.memberId(), other.memberId()).update();
        assertThatThrownBy(() -> numbers.of(one.memberId())).hasMessageContaining("does not open");
        jdbc.sql("delete from people.identity_number where member_id = ?")
                .param(one.memberId())
                .update();
    }

    @Test
    void thePanOfTwoMembersIsFlaggedToAccountsStaffOfTheirCompanyWhoSettleIt() {
        Household first = households.serving();
        Household second = households.serving();
        String pan = pan();
        give(first, pan);
        give(second, pan);
        User officer = households.staff(Role.ACCOUNTS_OFFICER);
        SharedNumber flag = flag(second, officer);
        assertThat(flag.other().memberId()).isEqualTo(first.memberId());
        assertThat(flag.masked()).isEqualTo(pan.substring(0, 3) + "xxxx" + pan.substring(7));

        User elsewhere =
                Households.scoped(officer, Role.ACCOUNTS_OFFICER, new Scope(Set.of("OTHER"), Set.of(), Set.of()));
        assertThat(shared.open(elsewhere, null, 1000)).noneMatch(one -> one.id().equals(flag.id()));
        assertThatThrownBy(() -> shared.settle(flag.id(), Outcome.FAMILY, "x", flag.version(), elsewhere))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> shared.settle(
                        flag.id(),
                        Outcome.FAMILY,
                        "My own",
                        flag.version(),
                        Households.user(first.user().employeeNumber(), Role.ACCOUNTS_OFFICER)))
                .hasMessageContaining("ownCase");

        open(officer, officer.roles());
        WebSession session = WebSession.signedIn(port, officer.employeeNumber(), PASSWORD);
        assertThat(session.get("/").body()).contains("/shared-numbers");
        String path = "/shared-numbers/" + flag.id();
        assertThat(session.get("/shared-numbers").statusCode()).isEqualTo(200);
        HttpResponse<String> page = session.get(path);
        assertThat(page.body()).contains(flag.masked()).doesNotContain(pan);
        assertThat(session.post(path + "/reading", Map.of("reason", "")).statusCode())
                .isEqualTo(422);
        assertThat(session.post(path + "/reading", Map.of("reason", "Letter to both"))
                        .body())
                .contains(pan);
        assertThat(entries(second, "people.numberRead")).isEqualTo(1);
        session.get(path);
        assertThat(session.post(path, Map.of("version", "1", "outcome", "REFERRED"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(session.post(path, Map.of("version", "1", "outcome", "REFERRED", "note", "Both were written to."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(shared.open(officer, null, 1000)).noneMatch(one -> one.id().equals(flag.id()));
        assertThat(session.get(path).body()).contains("Both were written to.");
        assertThatThrownBy(() -> jdbc.sql("update people.shared_number set note = 'x' where id = ?")
                        .param(flag.id())
                        .update())
                .hasMessageContaining("settled case");
    }

    @Test
    void takingTheNumberBackSettlesTheCase() {
        Household first = households.serving();
        Household second = households.serving();
        String pan = pan();
        give(first, pan);
        give(second, pan);
        User officer = households.staff(Role.ACCOUNTS_APPROVER);
        SharedNumber flag = flag(second, officer);
        numbers.remove(first.memberId(), IdentityNumber.PAN, Way.SCREEN, "x");
        assertThat(shared.find(flag.id(), officer).settled())
                .extracting(SharedNumber.Settled::outcome)
                .isEqualTo(Outcome.CORRECTED);
    }

    @Test
    void theBankAccountOfTwoMembersIsFlaggedWhenItIsGivenAndThoseOfOneMomentEveryNight() {
        Household first = households.serving();
        Household second = households.serving();
        String number = "7" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L);
        bank(first, number);
        bank(second, number);
        User officer = households.staff(Role.ACCOUNTS_OFFICER);
        SharedNumber flag = flag(second, officer);
        assertThat(flag.kind()).isEqualTo(SharedNumbers.Kind.BANK_ACCOUNT);
        assertThat(flag.masked()).endsWith(number.substring(number.length() - 4));

        jdbc.sql("delete from people.shared_number where id = ?")
                .param(flag.id())
                .update();
        shared.compareAll();
        shared.compareAll();
        assertThat(shared.open(officer, null, 1000))
                .filteredOn(one -> Set.of(one.member().memberId(), one.other().memberId())
                        .equals(Set.of(first.memberId(), second.memberId())))
                .hasSize(1);
    }

    private SharedNumber flag(Household member, User officer) {
        return shared.open(officer, null, 1000).stream()
                .filter(one -> one.member().memberId().equals(member.memberId()))
                .findFirst()
                .orElseThrow();
    }

    private void give(Household member, String pan) {
        numbers.give(
                member.memberId(),
                IdentityNumber.PAN,
                pan,
                true,
                people.byId(member.memberId()).version(),
                Way.SCREEN,
                member.user().employeeNumber());
    }

    private void bank(Household member, String number) {
        changeBankAccount.change(
                member.memberId(),
                new BankAccountEntry("SBIN0000300", number, number, "A Member"),
                people.byId(member.memberId()).version(),
                member.user().employeeNumber());
    }

    private static String pan() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            letters.append(i == 3 ? 'P' : (char) random.nextInt('A', 'Z' + 1));
        }
        return letters.toString() + random.nextInt(1000, 10_000) + 'Q';
    }

    private WebSession member(Household member) {
        open(member.user(), Map.of(Role.MEMBER, Scope.EVERYWHERE));
        return WebSession.signedIn(port, member.user().employeeNumber(), PASSWORD);
    }

    private void open(User user, Map<Role, Scope> roles) {
        accounts.open(new NewAccount(user.employeeNumber(), user.displayName(), null, PASSWORD, roles));
    }

    private static Map<String, String> form(HttpResponse<String> page, String number, boolean agreed) {
        Matcher version = VERSION.matcher(page.body());
        assertThat(version.find()).isTrue();
        Map<String, String> form = new HashMap<>(Map.of("version", version.group(1), "number", number));
        if (agreed) {
            form.put("agreed", "yes");
        }
        return form;
    }

    private long rows(Household member) {
        return jdbc.sql("select count(*) from people.identity_number where member_id = ?")
                .param(member.memberId())
                .query(Long.class)
                .single();
    }

    private long entries(Household member, String action) {
        return jdbc.sql("select count(*) from audit.entry where object_id = ? and action = ?")
                .params(member.memberId().toString(), action)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> call(
            String bearer,
            String method,
            String path,
            @org.jspecify.annotations.Nullable String etag,
            @org.jspecify.annotations.Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
