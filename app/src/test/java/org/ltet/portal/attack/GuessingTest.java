package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a stranger learns by trying names: by the answer, by the time it takes, by the work it makes (ACC-3, SEC-4). */
@PortalTest
@DisplayName("Guessing who has an account")
class GuessingTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(63_900_000);
    private static final int ROUNDS = 7;

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void takesAsLongForANameThatNobodyHasAndForOneWithoutAPassword() {
        wrongPassword(unknown());
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            known.add(nanosOf(known(People.PASSWORD)));
            unknown.add(nanosOf(unknown()));
            without.add(nanosOf(known(null)));
        }
        // the check of a password is most of the time: left out, a tenth of it would be left
        assertThat(median(unknown)).as("nobody's name").isGreaterThan(median(known) / 2);
        assertThat(median(without)).as("no password yet").isGreaterThan(median(known) / 2);
    }

    @Test
    void leavesAsManyEntriesInTheTrailWhetherTheNameExistsOrNot() {
        String known = known(People.PASSWORD);
        String unknown = unknown();
        for (int i = 0; i < 5; i++) {
            assertThat(entriesOf(() -> wrongPassword(unknown)))
                    .as("try %s, of which two find the name locked", i)
                    .isEqualTo(entriesOf(() -> wrongPassword(known)))
                    .isPositive();
        }
    }

    @Test
    void getsTheSamePageForALockedNameAndOneThatNobodyHas() {
        String known = known(People.PASSWORD);
        String unknown = unknown();
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> one = wrongPassword(known);
            HttpResponse<String> other = wrongPassword(unknown);
            assertThat(other.statusCode()).isEqualTo(one.statusCode());
            assertThat(other.headers().firstValue("Location"))
                    .isEqualTo(one.headers().firstValue("Location"));
        }
    }

    private String known(@org.jspecify.annotations.Nullable String password) {
        String number = unknown();
        accounts.open(new NewAccount(number, "Somebody", null, password, Accounts.everywhere(Role.MEMBER)));
        return number;
    }

    private static String unknown() {
        return Integer.toString(NUMBERS.incrementAndGet());
    }

    private HttpResponse<String> wrongPassword(String name) {
        return prepared().post("/sign-in", Map.of("number", name, "password", "not the right one"));
    }

    private WebSession prepared() {
        WebSession session = new WebSession(port);
        session.get("/sign-in?failed");
        return session;
    }

    private long nanosOf(String name) {
        WebSession session = prepared();
        long start = System.nanoTime();
        session.post("/sign-in", Map.of("number", name, "password", "not the right one"));
        return System.nanoTime() - start;
    }

    private int entriesOf(Runnable attempt) {
        int before = entries();
        attempt.run();
        return entries() - before;
    }

    private int entries() {
        return jdbc.sql("select count(*) from audit.entry where action in "
                        + "('account.signInFailed', 'account.signInRefusedLocked')")
                .query(Integer.class)
                .single();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
