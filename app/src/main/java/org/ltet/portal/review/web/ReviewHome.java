package org.ltet.portal.review.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
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

    /** @param waiting to be reviewed: waiting for anybody or in the reviewer's hands */
    public record Level(String name, int waiting, int overdue, List<Tile> tiles) {}

    public record Model(List<Level> levels) {}

    private final ReviewQueue queue;
    private final CurrentUser currentUser;

    ReviewHome(ReviewQueue queue, CurrentUser currentUser) {
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
        List<Level> levels = user.map(ReviewLevels::of).orElse(List.of()).stream()
                .map(level -> level(level, user.orElseThrow()))
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

    private Level level(ReviewLevel level, User user) {
        QueueCounts counts = queue.counts(user, level, QueueFilter.NONE);
        return new Level(
                level.name(),
                counts.toDo() + counts.mine(),
                counts.overdue(),
                Stream.of(
                                tile(level, QueueTab.TO_DO, counts),
                                tile(level, QueueTab.MINE, counts),
                                tile(level, QueueTab.SENT_BACK, counts),
                                tile(level, QueueTab.OVERDUE, counts),
                                tile(level, QueueTab.ESCALATED, counts))
                        .filter(tile -> !tile.href().endsWith(QueueTab.ESCALATED.code())
                                || ReviewLevels.below(level).isPresent())
                        .toList());
    }

    private static Tile tile(ReviewLevel level, QueueTab tab, QueueCounts counts) {
        return new Tile(
                "review.tab." + tab.code(),
                "/review?level=" + level.name() + "&tab=" + tab.code(),
                counts.of(tab),
                (tab == QueueTab.OVERDUE || tab == QueueTab.ESCALATED) && counts.of(tab) > 0);
    }
}
