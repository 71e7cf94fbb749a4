package org.ltet.portal.identity;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** Reminds those who review access of the review that waits, above all when it is overdue (ACC-10). */
@Component
class ReviewPanel implements HomePanel {

    private static final int EARLY = -50;

    private final ReviewAccess reviews;

    ReviewPanel(ReviewAccess reviews) {
        this.reviews = reviews;
    }

    @Override
    public int order() {
        return EARLY;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        if (!viewer.hasAny(Role.SYSTEM_ADMIN.name(), Role.HEAD.name())) {
            return Optional.empty();
        }
        return reviews.unsigned().stream()
                .min(Comparator.comparing(AccessReview::dueOn))
                .map(review -> new Content(
                        "identity/reviewPanel",
                        Map.of("review", review, "overdue", review.overdueOn(reviews.today()))));
    }
}
