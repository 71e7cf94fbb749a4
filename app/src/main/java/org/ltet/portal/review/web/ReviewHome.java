package org.ltet.portal.review.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.QueueCounts;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.review.ReviewQueue;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Component;

/** What reviewers see first: how much there is to do. */
@Component
public class ReviewHome implements HomePanel, NavigationContribution {

    private static final int ORDER = 20;

    public record Tile(String labelKey, String href, int count, boolean urgent) {}

    /**
     * @param absent the colleague on leave in whose place the reviewer works there; empty at the own desk
     * @param waiting to be reviewed: waiting for anybody or in the reviewer's hands
     */
    public record Level(String name, String absent, int waiting, int overdue, List<Tile> tiles) {}

    public record Model(List<Level> levels) {}

    private final ReviewQueue queue;
    private final Delegations delegations;
    private final CurrentUser currentUser;

    ReviewHome(ReviewQueue queue, Delegations delegations, CurrentUser currentUser) {
        this.delegations = delegations;
        this.queue = queue;
        this.currentUser = currentUser;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        Optional<User> user = currentUser.find();
        List<Level> levels = user.map(this::desks).orElse(List.of()).stream()
                .map(desk -> level(desk))
                .toList();
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Content("review/homePanel", Map.of("model", new Model(levels))));
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("SCRUTINY_OFFICER", "SUB_PANEL_MEMBER", "APEX_PANEL_MEMBER")
                ? List.of(new NavigationItem("/review", "review.title", "list", ORDER))
                : List.of();
    }

    /** The own ones, then those of colleagues on leave. */
    private List<Desk> desks(User user) {
        List<ReviewLevel> own = ReviewLevels.of(user);
        return own.isEmpty()
                ? List.of()
                : Stream.concat(own.stream().map(level -> Desk.own(user, level)), delegations.desks(user).stream())
                        .toList();
    }

    private Level level(Desk desk) {
        QueueCounts counts = queue.counts(desk, QueueFilter.NONE);
        return new Level(
                desk.level().name(),
                desk.absent() == null ? "" : desk.absent().displayName(),
                counts.toDo() + counts.mine(),
                counts.overdue(),
                Stream.of(
                                tile(desk, QueueTab.TO_DO, counts),
                                tile(desk, QueueTab.MINE, counts),
                                tile(desk, QueueTab.SENT_BACK, counts),
                                tile(desk, QueueTab.OVERDUE, counts),
                                tile(desk, QueueTab.ESCALATED, counts),
                                tile(desk, QueueTab.ASKED, counts))
                        .filter(tile -> tile.count() > 0 || !tile.href().endsWith(QueueTab.ASKED.code()))
                        .filter(tile -> !tile.href().endsWith(QueueTab.ESCALATED.code())
                                || (desk.absent() == null
                                        && ReviewLevels.below(desk.level()).isPresent()))
                        .toList());
    }

    private static Tile tile(Desk desk, QueueTab tab, QueueCounts counts) {
        return new Tile(
                "review.tab." + tab.code(),
                QueueFilterForm.plainAddress(desk, "tab", tab.code()),
                counts.of(tab),
                (tab == QueueTab.OVERDUE || tab == QueueTab.ESCALATED || tab == QueueTab.ASKED) && counts.of(tab) > 0);
    }
}
