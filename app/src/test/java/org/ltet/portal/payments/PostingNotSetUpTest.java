package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("Without SAP nothing is planned, nothing waits, and nobody is worried (ITG-2, ITG-5)")
class PostingNotSetUpTest implements BankSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Postings postings;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    List<HealthCheck> checks;

    @Test
    void aReleaseLeavesNoPosting() throws Exception {
        fixture.released(List.of(fixture.approved("500.00")));
        assertThat(postings.setUp()).isFalse();
        assertThat(postings.counts(PaymentsFixture.MAKER).get(PostingState.WAITING))
                .isZero();
        assertThat(postToBooks.run()).isEqualTo(new PostToBooks.Outcome(0, 0, 0));
        for (HealthCheck check : checks) {
            if (check.name().startsWith("sap")) {
                assertThat(check.look().state()).isEqualTo(HealthCheck.State.UNUSED);
            }
        }
        assertThatThrownBy(() -> postings.compare(PaymentsFixture.MAKER)).isInstanceOf(Refused.class);
    }
}
