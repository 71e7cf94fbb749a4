package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("The member's own profile (PRO-1, PRO-2, PRO-3, SEC-3)")
class ProfileTest implements HrmsSimulator {

    private static final String PASSWORD = "a long enough pass phrase";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    SynchroniseHrms hrms;

    @Autowired
    People people;

    @Autowired
    CorrectContact correctContact;

    @Autowired
    ChangeBankAccount changeBankAccount;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void everybodyIsKnown() {
        if (people.byEmployeeNumber("10000900").isEmpty()) {
            assertThat(hrms.full().state()).isEqualTo(State.COMPLETED);
        }
    }

    @Test
    void showsTheMemberWithFamilyAndAMaskedAccount() {
        Member ramesh = member("10000001");
        String body = session("10000001", Role.MEMBER).get("/profile").body();
        assertThat(body)
                .contains("Ramesh Patil", "Heavy Engineering", "Sunita Patil", "Aarav Patil", "18 years")
                .contains(people.bankAccounts(ramesh.id()).getFirst().maskedNumber())
                .doesNotContain(
                        people.payee(people.bankAccounts(ramesh.id()).getFirst().id())
                                .number());
    }

    @Test
    void tellsAPersonWithoutARecordWhereToAsk() {
        HttpResponse<String> answer = session("99000001", Role.SYSTEM_ADMIN).get("/profile");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("There is no member record for you");
    }

    @Test
    void whatTheMemberEditsIsKeptThroughSynchronisationUntilHrChangesIt() {
        WebSession session = session("10000300", Role.MEMBER);
        String version = version(session.get("/profile/contact"));
        HttpResponse<String> saved = session.post("/profile/contact", contact(version, "+91 98200 54321"));
        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(session.get("/profile").body()).contains("Your contact details are saved", "9820054321", "Panaji");

        HrmsSimulator.happens("10000300", Map.of("kind", "TRANSFER", "location", "LKO"));
        hrms.delta();
        assertThat(member("10000300").location()).isEqualTo("Lucknow");
        assertThat(member("10000300").mobile()).isEqualTo("9820054321");
        hrms.full();
        assertThat(member("10000300").mobile()).isEqualTo("9820054321");

        HrmsSimulator.happens("10000300", Map.of("kind", "CHANGE_MOBILE", "phoneNumber", "6111122222"));
        hrms.delta();
        Member after = member("10000300");
        assertThat(after.mobile()).isEqualTo("6111122222");
        assertThat(after.address().city()).isEqualTo("Panaji");
        assertThat(changes(after.id(), "mobile")).endsWith("10000300: 9820054321", "HRMS: 6111122222");
    }

    @Test
    void aBankAccountOfTheMembersOwnIsKeptUntilHrChangesIt() {
        WebSession session = session("10000301", Role.MEMBER);
        Map<String, String> form = account(version(session.get("/profile/bank-account")), "sbin0000300", "30111222333");
        assertThat(session.post("/profile/bank-account", form).statusCode()).isEqualTo(302);
        assertThat(session.get("/profile").body())
                .contains("••••••••2333", "State Bank of India", "Earlier accounts: 1");

        UUID member = member("10000301").id();
        HrmsSimulator.happens("10000301", Map.of("kind", "CHANGE_MOBILE", "phoneNumber", "6111122223"));
        hrms.delta();
        assertThat(people.payee(active(member).id()).number()).isEqualTo("30111222333");

        HrmsSimulator.happens(
                "10000301", Map.of("kind", "CHANGE_BANK", "bankIfsc", "ICIC0000001", "accountNumber", "000401234567"));
        hrms.delta();
        assertThat(people.payee(active(member).id()).number()).isEqualTo("000401234567");
        assertThat(people.bankAccounts(member)).hasSize(3);
    }

    @Test
    void badInputComesBackAsTypedWithAClearMessageAndNothingIsChanged() {
        WebSession session = session("10000302", Role.MEMBER);
        UUID member = member("10000302").id();
        BankAccountView before = active(member);
        Map<String, String> form = account(version(session.get("/profile/bank-account")), "HDFC0ZZZZZZ", "५०१००१२३४५६");
        form.put("holder", "<b>" + "x".repeat(120));
        HttpResponse<String> answer = session.post("/profile/bank-account", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("No bank branch has this IFSC", "9 to 18 digits, 0 to 9 only", "Use at most 100 characters")
                .contains("href=\"#ifsc\"", "href=\"#number\"", "href=\"#holder\"")
                .contains("value=\"HDFC0ZZZZZZ\"", "value=\"५०१००१२३४५६\"", "&lt;b>")
                .doesNotContain("<b>x");
        Map<String, String> mismatch = account(version(answer), "HDFC0000060", "50100123456789");
        mismatch.put("numberAgain", "50100123456798");
        answer = session.post("/profile/bank-account", mismatch);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The two account numbers differ", "value=\"50100123456789\"");
        assertThat(active(member)).isEqualTo(before);
    }

    @Test
    void aFormAboutAnOlderVersionIsNotSavedAndKeepsWhatWasTyped() {
        WebSession first = session("10000303", Role.MEMBER);
        String version = version(first.get("/profile/contact"));
        assertThat(first.post("/profile/contact", contact(version, "9820011111"))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> second = first.post("/profile/contact", contact(version, "9820022222"));
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.body()).contains("Somebody changed this meanwhile", "9820022222");
        assertThat(member("10000303").mobile()).isEqualTo("9820011111");
        assertThat(first.post("/profile/contact", contact(version(second), "9820022222"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(member("10000303").mobile()).isEqualTo("9820022222");
    }

    @Test
    void theSameAccountAgainMakesNoNewOne() {
        Member member = member("10000304");
        BankAccountEntry entry = new BankAccountEntry("HDFC0000060", "50100999888777", "50100999888777", "A B");
        UUID first = changeBankAccount.change(member.id(), entry, member.version(), "10000304");
        UUID again =
                changeBankAccount.change(member.id(), entry, member("10000304").version(), "10000304");
        assertThat(again).isEqualTo(first);
    }

    @Test
    @DisplayName("At most one account is active, also by the database's own rule")
    void atMostOneAccountIsActive() {
        UUID member = member("10000305").id();
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into people.bank_account (id, member_id, source, ifsc, number_cipher, number_index,
                               last_four, holder, active, hrms_current, added_by, added_at)
                        select uuidv7(), member_id, 'MEMBER', ifsc, number_cipher, number_index, last_four, holder, true,
                               false, 'x', now() from people.bank_account where member_id = :member and active
                        """).param("member", member).update())
                .hasMessageContaining("bank_account_one_active");
    }

    @Test
    @DisplayName("An account number that two members give is flagged, and makes them related")
    void sharedAccountsAreFlagged() {
        Member one = member("10000306");
        Member two = member("10000307");
        assertThat(people.related(one.id(), "10000307")).isFalse();
        BankAccountEntry entry = new BankAccountEntry("HDFC0000060", "50100777666555", "50100777666555", "A B");
        UUID first = changeBankAccount.change(one.id(), entry, one.version(), "10000306");
        UUID second = changeBankAccount.change(two.id(), entry, two.version(), "10000307");
        assertThat(people.sharedAccounts(List.of(first, second)))
                .isEqualTo(Map.of(first, List.of("10000307"), second, List.of("10000306")));
        assertThat(people.related(one.id(), "10000307")).isTrue();
        assertThat(people.related(two.id(), "10000306")).isTrue();
    }

    @Test
    @DisplayName("Nobody is unrelated to themselves, to a dependent, or to who shares one (REV guard)")
    void householdsAreKnown() {
        UUID meera = member("10000011").id();
        assertThat(people.related(meera, "10000011")).isTrue();
        assertThat(people.related(meera, "10000012")).isFalse();
        assertThat(people.related(meera, "no such number")).isFalse();
        // Another employee with the same daughter: the mother of Tejas Rao works for the group too.
        Member arjun = member("10000012");
        HrmsSimulator.happens(
                "10000310",
                Map.of(
                        "kind", "ADD_DEPENDENT",
                        "relationshipType", "CHILD",
                        "firstName", "Tejas",
                        "lastName", "Rao",
                        "dateOfBirth", "2014-03-08",
                        "gender", "M"));
        // And one who lists Meera Joshi herself as spouse.
        HrmsSimulator.happens(
                "10000311",
                Map.of(
                        "kind", "ADD_DEPENDENT",
                        "relationshipType", "SPOUSE",
                        "firstName", "Meera",
                        "lastName", "Joshi",
                        "dateOfBirth", "1980-08-09",
                        "gender", "F"));
        hrms.delta();
        assertThat(people.related(arjun.id(), "10000310")).isTrue();
        assertThat(people.related(member("10000310").id(), "10000012")).isTrue();
        assertThat(people.related(meera, "10000311")).isTrue();
        assertThat(people.related(member("10000311").id(), "10000011")).isTrue();
    }

    @Test
    void changesOfOneVersionAreRefusedToAllButTheFirst() {
        Member member = member("10000312");
        ContactEntry entry = new ContactEntry("x@example.in", "9820033333", "1 Rd", "Goa", "Goa", "403001");
        correctContact.correct(member.id(), entry, member.version(), "10000312");
        BankAccountEntry account = new BankAccountEntry("HDFC0000060", "50100123400001", "50100123400001", "A");
        assertThatThrownBy(() -> changeBankAccount.change(member.id(), account, member.version(), "10000312"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
    }

    @Test
    void onlyTheSystemAdministratorSeesTheRuns() {
        assertThat(session("10000313", Role.MEMBER).get("/operations/hrms").statusCode())
                .isIn(403, 404);
        WebSession admin = session("99000002", Role.SYSTEM_ADMIN);
        HttpResponse<String> runs = admin.get("/operations/hrms");
        assertThat(runs.statusCode()).isEqualTo(200);
        assertThat(runs.body()).contains("Everybody", "Completed");
        Matcher link = Pattern.compile("/operations/hrms/[0-9a-f-]{36}").matcher(runs.body());
        assertThat(link.find()).isTrue();
        assertThat(admin.get(link.group()).statusCode()).isEqualTo(200);
    }

    @Test
    void speaksHindi() {
        WebSession session = session("10000314", Role.MEMBER);
        session.get("/profile");
        session.post("/language", Map.of("language", "hi", "back", "/profile"));
        assertThat(session.get("/profile").body()).contains("मेरी प्रोफ़ाइल", "बैंक खाता");
    }

    private WebSession session(String number, Role role) {
        if (accounts.byEmployeeNumber(number).isEmpty()) {
            accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(role)));
        }
        return WebSession.signedIn(port, number, PASSWORD);
    }

    private static String version(HttpResponse<String> answer) {
        Matcher matcher = VERSION.matcher(answer.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static Map<String, String> contact(String version, String mobile) {
        return Map.of(
                "version", version,
                "mobile", mobile,
                "email", "me@example.in",
                "line", "12 Rua de Ourem",
                "city", "Panaji",
                "state", "Goa",
                "pin", "403 001");
    }

    private static Map<String, String> account(String version, String ifsc, String number) {
        return new HashMap<>(Map.of(
                "version", version, "ifsc", ifsc, "number", number, "numberAgain", number, "holder", "Test Person"));
    }

    private Member member(String number) {
        return people.byEmployeeNumber(number).orElseThrow();
    }

    private BankAccountView active(UUID member) {
        return people.bankAccounts(member).stream()
                .filter(BankAccountView::active)
                .findFirst()
                .orElseThrow();
    }

    private List<String> changes(UUID member, String field) {
        return jdbc.sql("""
                select changed_by || ': ' || new_value from people.member_change
                 where member_id = :member and field = :field order by id
                """)
                .param("member", member)
                .param("field", field)
                .query(String.class)
                .list();
    }
}
