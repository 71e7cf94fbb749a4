package org.ltet.portal.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.automatic.AutomaticSettings;
import org.ltet.portal.review.automatic.NewSetting;
import org.ltet.portal.shared.Money;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One scheme with automatic approval, switched on by two people of the demonstration, so that it can be seen. */
@Component
@Profile("demo")
class SampleSettings {

    private static final String SCHEME = "S14";
    private static final int UP_TO = 3_000;
    private static final int MAX_SCORE = 20;
    private static final BigDecimal SAMPLE_PERCENT = BigDecimal.TEN;

    private final AutomaticSettings settings;
    private final CurrentUser currentUser;

    SampleSettings(AutomaticSettings settings, CurrentUser currentUser) {
        this.settings = settings;
        this.currentUser = currentUser;
    }

    /** Once; what somebody ended stays ended. */
    void make(User admin, User head) {
        if (!settings.all(admin).isEmpty()) {
            return;
        }
        NewSetting wanted = new NewSetting(
                SCHEME,
                Money.of(UP_TO),
                MAX_SCORE,
                List.of(),
                SAMPLE_PERCENT,
                "Certificates are short papers, and their fees are small.");
        UUID proposed = currentUser.runAs(admin, () -> settings.propose(wanted, admin));
        currentUser.runAs(head, () -> settings.agree(proposed, head));
    }
}
