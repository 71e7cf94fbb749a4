package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@DisplayName("Unusual use is flagged, with the values found, and blocks nobody (ACC-7)")
class AccessFlagsTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(43_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final UUID ONE = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-11-23T06:30:00Z");
    private static final FlagRules.Limits LIMITS = new FlagRules.Limits(Duration.ofMinutes(30), 5, 3, 6, 22, 20, 10);

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    AccessFlags flags;

    @Autowired
    WatchAccess watch;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void itIsAWorkingDay() {
        clock.reset();
    }

    @ParameterizedTest(name = "{0} on {1}, then {2} on {3} after {4} min")
    @CsvSource({
        "10.1.2.3, Edge, 203.0.113.9, Firefox, 30, true",
        "10.1.2.3, Edge, 203.0.113.9, Firefox, 31, false",
        "10.1.2.3, Edge, 10.1.200.3, Firefox, 5, false",
        "10.1.2.3, Edge, 10.2.2.3, Edge, 5, false",
        "2001:db8:1::1, Edge, 2001:db8:2::1, Firefox, 5, false",
        "2001:db8:1::1, Edge, 2001:dba::1, Firefox, 5, true",
        "2001:db8:1::1, Edge, 10.1.2.3, Firefox, 5, true"
    })
    void farApartMeansOtherNetworkAndOtherDeviceWithinAShortTime(
            String address, String device, String otherAddress, String otherDevice, int minutes, boolean flagged) {
        List<FlagRules.Flag> found = FlagRules.farApart(
                List.of(
                        signIn(NOON.plus(Duration.ofMinutes(minutes)), otherAddress, otherDevice, false),
                        signIn(NOON, address, device, false)),
                LIMITS);
        assertThat(found).hasSize(flagged ? 1 : 0);
        if (flagged) {
            assertThat(found.getFirst().found())
                    .containsExactly(address, device, otherAddress, otherDevice, Integer.toString(minutes));
        }
    }

    @Test
    void onePasswordTriedOnManyAccountsFromOneAddressIsSpraying() {
        List<FlagRules.Failed> two = failures(2, "10.1.1.1");
        assertThat(FlagRules.spraying(two, LIMITS)).isEmpty();
        assertThat(FlagRules.spraying(failures(3, "10.1.1.1"), LIMITS))
                .singleElement()
                .satisfies(flag -> assertThat(flag.found()).containsExactly("10.1.1.1", "3"));
        FlagRules.Failed same = new FlagRules.Failed(ONE, NOON, "10.1.1.1");
        assertThat(FlagRules.spraying(List.of(same, same, same), LIMITS))
                .as("one account tried often is no spraying")
                .isEmpty();
    }

    @Test
    void aNewDeviceOfStaffStandsOutButNotTheFirstOfAllNorAMembers() {
        FlagRules.SignedIn staff = signIn(NOON, "10.1.1.1", "Firefox, Linux", true);
        assertThat(FlagRules.newDevice(List.of(new FlagRules.WithPast(staff, Set.of("Edge, Windows")))))
                .singleElement()
                .satisfies(flag -> assertThat(flag.found()).containsExactly("Firefox, Linux", "10.1.1.1"));
        assertThat(FlagRules.newDevice(List.of(
                        new FlagRules.WithPast(staff, Set.of("Firefox, Linux")),
                        new FlagRules.WithPast(staff, Set.of()),
                        new FlagRules.WithPast(
                                signIn(NOON, "10.1.1.1", "Firefox, Linux", false), Set.of("Edge, Windows")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T00:29:59Z, true",
        "2026-11-23T00:30:00Z, false",
        "2026-11-23T16:29:59Z, false",
        "2026-11-23T16:30:00Z, true"
    })
    void theUsualHoursAreThoseOfIndia(Instant at, boolean flagged) {
        assertThat(FlagRules.unusualHour(List.of(signIn(at, "10.1.1.1", "Edge", true)), LIMITS))
                .hasSize(flagged ? 1 : 0);
        assertThat(FlagRules.unusualHour(List.of(signIn(at, "10.1.1.1", "Edge", false)), LIMITS))
                .isEmpty();
    }

    @Test
    void countsOfADayStandOutFromTheLimitOn() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        assertThat(FlagRules.manyResets(List.of(new FlagRules.Counted(ONE, day, 4)), LIMITS))
                .isEmpty();
        assertThat(FlagRules.manyResets(List.of(new FlagRules.Counted(ONE, day, 5)), LIMITS))
                .singleElement()
                .satisfies(flag -> assertThat(flag.found()).containsExactly("5", "2026-11-23"));
        assertThat(FlagRules.manyUnmasked(List.of(new FlagRules.Counted(ONE, day, 20)), LIMITS))
                .hasSize(1);
        assertThat(FlagRules.manyExports(List.of(new FlagRules.Counted(ONE, day, 9)), LIMITS))
                .isEmpty();
    }

    @Test
    void theJobFindsWhatRulesNameOnceAndTellsThePersonOfANewDevice() {
        String officer = open(Role.SCRUTINY_OFFICER);
        signedIn(officer, Duration.ofDays(10), "10.1.1.1", "Edge, Windows");
        signedIn(officer, Duration.ofMinutes(9), "10.1.1.1", "Edge, Windows");
        signedIn(officer, Duration.ofMinutes(4), "203.0.113.7", "Firefox, Linux");
        watch.look();
        watch.look();
        assertThat(about(officer)).extracting(AccessFlag::rule).containsExactlyInAnyOrder("FAR_APART", "NEW_DEVICE");
        assertThat(about(officer).stream()
                        .filter(flag -> flag.rule().equals("FAR_APART"))
                        .findFirst()
                        .orElseThrow()
                        .found())
                .containsExactly("10.1.1.1", "Edge, Windows", "203.0.113.7", "Firefox, Linux", "5");
        WebSession session = WebSession.signedIn(port, officer, PASSWORD);
        assertThat(session.get("/").statusCode()).as("nobody is blocked").isEqualTo(200);
        assertThat(session.get("/").body()).contains("A new device used your account", "Firefox, Linux");
        assertThat(session.get("/operations/flags").statusCode()).isEqualTo(403);
    }

    @Test
    void theJobCountsFailuresExportsAndOpenedValues() {
        List<String> victims =
                IntStream.range(0, 10).mapToObj(i -> open(Role.MEMBER)).toList();
        victims.forEach(victim -> attempt(victim, Duration.ofMinutes(3), "198.51.100.77", "", "WRONG_PASSWORD"));
        String head = open(Role.HEAD);
        currentUser.runAs(accounts.user(head).orElseThrow(), () -> {
            for (int i = 0; i < 20; i++) {
                transactions.executeWithoutResult(
                        status -> events.publishEvent(Audited.of("audit.unmasked", "auditEntry", "1")));
            }
            for (int i = 0; i < 10; i++) {
                transactions.executeWithoutResult(
                        status -> events.publishEvent(Audited.of("audit.exported", "auditTrail", "csv")));
            }
        });
        watch.look();
        assertThat(about(head)).extracting(AccessFlag::rule).containsExactlyInAnyOrder("MANY_UNMASKED", "MANY_EXPORTS");
        assertThat(flags.page(AccessFlag.State.OPEN, null, 500))
                .filteredOn(flag -> flag.rule().equals("SPRAYING"))
                .extracting(AccessFlag::found)
                .contains(List.of("198.51.100.77", "10"));
    }

    @Test
    void aFlagIsLookedAtWithANoteAndClosedByAnotherThanItIsAbout() {
        String officer = open(Role.SYSTEM_ADMIN);
        String admin = open(Role.SYSTEM_ADMIN);
        signedIn(officer, Duration.ofDays(10), "10.1.1.1", "Edge, Windows");
        signedIn(officer, Duration.ofMinutes(4), "10.1.1.1", "Chrome, Android");
        watch.look();
        AccessFlag flag = about(officer).getFirst();
        User self = accounts.user(officer).orElseThrow();
        assertThatThrownBy(() -> flags.handle(flag.id(), AccessFlag.State.CLOSED, "me", self))
                .hasMessageContaining("flags.own");
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        assertThat(desk.get("/operations/flags").body()).contains("First use of a device not seen before");
        String path = "/operations/flags/" + flag.id();
        HttpResponse<String> without = desk.post(path + "/look", Map.of());
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(desk.post(path + "/look", Map.of("note-" + flag.id(), "asked the person"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(flags.get(flag.id()).state()).isEqualTo(AccessFlag.State.LOOKED_AT);
        assertThat(desk.post(path + "/close", Map.of("note-" + flag.id(), "new phone"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(flags.get(flag.id()).note()).isEqualTo("new phone");
        User other = accounts.user(admin).orElseThrow();
        assertThatThrownBy(() -> flags.handle(flag.id(), AccessFlag.State.LOOKED_AT, "again", other))
                .hasMessageContaining("flags.closed");
        assertThatThrownBy(() -> jdbc.sql("update identity.access_flag set note = 'x' where id = ?")
                        .param(flag.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private List<AccessFlag> about(String number) {
        return flags.page(AccessFlag.State.OPEN, null, 500).stream()
                .filter(flag -> number.equals(flag.employeeNumber()))
                .toList();
    }

    private void signedIn(String number, Duration ago, String address, String device) {
        attempt(number, ago, address, device, "SIGNED_IN");
    }

    private void attempt(String number, Duration ago, String address, String device, String outcome) {
        OffsetDateTime at = clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into identity.sign_in (id, account_id, at, outcome, address, device)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        accounts.byEmployeeNumber(number).orElseThrow().id(),
                        at,
                        outcome,
                        address,
                        device)
                .update();
    }

    private static FlagRules.SignedIn signIn(Instant at, String address, String device, boolean staff) {
        return new FlagRules.SignedIn(UUID.randomUUID(), ONE, at, address, device, staff);
    }

    private static List<FlagRules.Failed> failures(int accounts, String address) {
        return IntStream.range(0, accounts)
                .mapToObj(i -> new FlagRules.Failed(new UUID(7, i), NOON, address))
                .toList();
    }

    private String open(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, number, null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
