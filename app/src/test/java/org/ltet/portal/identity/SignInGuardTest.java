package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
@DisplayName("Attempts that count towards the lock (ACC-3)")
class SignInGuardTest {

    @Autowired
    private SignInGuard guard;

    private final String name = Ids.next().toString();

    @Test
    void anAttemptThatDidNotTakePlaceDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            assertThat(guard.mayTry(name)).isTrue();
            guard.takeBack(name);
        }
        for (int i = 0; i < SignInGuard.FAILURES_ALLOWED; i++) {
            assertThat(guard.mayTry(name)).isTrue();
        }
        assertThat(guard.mayTry(name)).isFalse();
    }
}
