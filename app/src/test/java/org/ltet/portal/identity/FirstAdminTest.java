package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Each test begins without any system admin and is undone at its end. */
@PortalTest
@Transactional
@DisplayName("The first system admin, made by a command (OPS-3, ACC-5)")
class FirstAdminTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(49_500_000);
    private static final String WHY = "Go-live, decision of the trust";

    @Autowired
    CreateAdminCommand command;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void thereIsNoAdmin() {
        // of other tests; the database itself never lets the last one go
        jdbc.sql("""
                alter table identity.role_assignment disable trigger keep_a_system_admin;
                delete from identity.role_assignment where role = 'SYSTEM_ADMIN';
                alter table identity.role_assignment enable trigger keep_a_system_admin
                """).update();
    }

    @Test
    void nobodyIsMadeAdminWhomTheHrSystemHasNotToldOf() {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        assertThat(make(number, WHY, false)).isEqualTo(1);
        assertThat(said())
                .contains("Nothing was changed: The HR system has told the portal of nobody with the number " + number)
                .contains("--synchronise-people");
        assertThat(accounts.byEmployeeNumber(number)).isEmpty();
    }

    @Test
    void getsAnAccountWithoutAPasswordAndTheRoleAndBothStandInTheTrail() {
        String number = person("9876501234", "asha.verma@example.in", false);
        assertThat(make(number, WHY, false)).isZero();
        assertThat(said())
                .startsWith(number + " is system admin.")
                .contains("1234")
                .doesNotContain("9876501234", "asha.verma@example.in");
        assertThat(roles(number)).containsExactly("MEMBER", "SYSTEM_ADMIN");
        assertThat(jdbc.sql("select count(*) from identity.account where employee_number = ? and password_hash is null")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("""
                        select e.action || ' by ' || e.actor_number || ': ' || coalesce(e.reason, '') from audit.entry e
                        join identity.account a on a.id::text = e.object_id where a.employee_number = ? order by e.id
                        """).param(number).query(String.class).list())
                .contains("account.opened by system:create-admin: ")
                .endsWith("account.roleGranted by system:create-admin: " + WHY);
    }

    @Test
    void anAccountThatThereIsAlreadyKeepsItsPasswordAndGetsTheRole() {
        String number = person("9876501235", "", false);
        accounts.open(new NewAccount(
                number, "Asha Verma", null, "a long enough pass phrase", Accounts.everywhere(Role.MEMBER)));
        assertThat(make(number, WHY, false)).isZero();
        assertThat(roles(number)).containsExactly("MEMBER", "SYSTEM_ADMIN");
        assertThat(make(number, WHY, false)).isEqualTo(1);
        assertThat(said()).contains("This person is system admin already.");
    }

    @Test
    void whereThereIsOneTheOthersAreForThatPersonToMakeUnlessItCannotBeReached() {
        assertThat(make(person("9876501236", "", false), WHY, false)).isZero();
        String other = person("9876501237", "", false);
        assertThat(make(other, WHY, false)).isEqualTo(1);
        assertThat(said()).contains("There is a system admin already", "--beside-others");
        assertThat(accounts.byEmployeeNumber(other))
                .as("undone as a whole by the command's own transaction; here by this test's")
                .isPresent();
        assertThat(roles(other)).doesNotContain("SYSTEM_ADMIN");
        assertThat(make(other, WHY, true)).isZero();
        assertThat(roles(other)).contains("SYSTEM_ADMIN");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNTS_OFFICER", "ACCOUNTS_APPROVER", "HEAD"})
    void whoTouchesMoneyOrReviewsTheAdminDoesNotBecomeAdmin(Role held) {
        String number = person("9876501238", "", false);
        accounts.open(new NewAccount(number, "Asha Verma", null, null, Accounts.everywhere(held)));
        assertThat(make(number, WHY, true)).isEqualTo(1);
        assertThat(said()).contains("System admin and", "never go together");
        assertThat(roles(number)).containsExactly(held.name());
    }

    @Test
    void whoLeftOrCannotBeSentACodeOrIsLockedIsRefusedAndSoIsSilenceAboutTheReason() {
        assertThat(make(person("9876501239", "", true), WHY, false)).isEqualTo(1);
        assertThat(said()).contains("is not in service or retired");

        assertThat(make(person("", "", false), WHY, false)).isEqualTo(1);
        assertThat(said()).contains("knows no mobile number or e-mail address");

        String locked = person("9876501240", "", false);
        accounts.open(new NewAccount(locked, "Asha Verma", null, null, Map.of(Role.MEMBER, Scope.EVERYWHERE)));
        jdbc.sql(
                        "update identity.account set status = 'DISABLED', locked_at = now(), lock_reason = 'lost' where employee_number = ?")
                .param(locked)
                .update();
        assertThat(make(locked, WHY, false)).isEqualTo(1);
        assertThat(said()).contains("This account is locked");

        assertThat(make(person("9876501241", "", false), " ", false)).isEqualTo(1);
        assertThat(said()).contains("Say why");
        assertThat(jdbc.sql("select count(*) from identity.role_assignment where role = 'SYSTEM_ADMIN'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private int make(String number, String reason, boolean besideOthers) {
        said.reset();
        return command.make(number, reason, besideOthers, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<String> roles(String number) {
        return jdbc.sql("""
                        select r.role from identity.role_assignment r join identity.account a on a.id = r.account_id
                        where a.employee_number = ? order by r.role
                        """).param(number).query(String.class).list();
    }

    /** As the HR system tells of people. */
    private String person(String mobile, String email, boolean left) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        jdbc.sql("""
                insert into people.member (employee_number, name, status, ic, ic_name, region, location, department,
                    grade, salary_band, birth_date, joining_date, left_date, hrms_email, hrms_mobile, hrms_line,
                    hrms_city, hrms_state, hrms_pin, fingerprint)
                values (:number, 'Asha Verma', 'SERVING', 'HEAV', 'Heavy', 'WEST', 'Hazira', 'Works', 'W', 'B2',
                    date '1980-01-01', date '2005-01-01', case when :left then date '2024-03-31' end, :email, :mobile,
                    '1 Road', 'Surat', 'Gujarat', '394270', sha256(:number::bytea))
                """)
                .param("number", number)
                .param("left", left)
                .param("email", email)
                .param("mobile", mobile)
                .update();
        return number;
    }
}
