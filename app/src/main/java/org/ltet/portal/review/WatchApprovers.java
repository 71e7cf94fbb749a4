package org.ltet.portal.review;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.review.AddedApprovalChanged.What;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells whoever is late with an approval asked beside the levels, and whoever asked somebody who has left the post since:
 * each once, on however many nodes.
 */
@Component
class WatchApprovers {

    static final String JOB = "review-added-approvers";

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Delegations delegations;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WatchApprovers(
            JdbcClient jdbc,
            Delegations delegations,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.delegations = delegations;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void run() {
        late();
        left();
    }

    /** The person, and who stands in today. */
    Set<String> whoAnswers(AddedApproval asked) {
        Set<String> who = new LinkedHashSet<>(delegations.standInsOf(asked.person()));
        who.add(asked.person());
        return who;
    }

    private void late() {
        Instant now = clock.instant();
        jdbc.sql("""
                with late as (
                    update review.added_approval set late_told_at = :now
                    where id in (select id from review.added_approval
                                 where answer is null and late_told_at is null and due_at < :now
                                 order by due_at limit :most for update skip locked)
                    returning id)
                select
                """ + AddedApprovals.COLUMNS + """
                    , t.number from late join review.added_approval a using (id) join review.task t using (application_id)
                """)
                .param("now", TaskRows.timestamp(now))
                .param("most", MOST)
                .query((row, index) ->
                        new AddedApprovals.Waiting(AddedApprovals.approval(row, index), row.getString("number")))
                .list()
                .forEach(late -> events.publishEvent(new AddedApprovalChanged(
                        late.approval(), late.number(), What.LATE, whoAnswers(late.approval()), now)));
    }

    private void left() {
        Map<String, Boolean> reviews = new HashMap<>();
        UUID last = new UUID(0, 0);
        List<AddedApprovals.Waiting> chunk;
        do {
            chunk = jdbc.sql("select " + AddedApprovals.COLUMNS + """
                    , t.number from review.added_approval a join review.task t using (application_id)
                    where a.answer is null and a.left_told_at is null and a.id > :last
                    order by a.id limit :most for update of a skip locked
                    """)
                    .param("last", last)
                    .param("most", MOST)
                    .query((row, index) ->
                            new AddedApprovals.Waiting(AddedApprovals.approval(row, index), row.getString("number")))
                    .list();
            List<AddedApprovals.Waiting> left = chunk.stream()
                    .filter(waiting ->
                            !reviews.computeIfAbsent(waiting.approval().person(), this::reviews))
                    .toList();
            if (!left.isEmpty()) {
                tell(left);
            }
            last = chunk.isEmpty() ? last : chunk.getLast().approval().id();
        } while (chunk.size() == MOST);
    }

    private void tell(List<AddedApprovals.Waiting> left) {
        Instant now = clock.instant();
        jdbc.sql("update review.added_approval set left_told_at = :now where id = any(:ids)")
                .param("now", TaskRows.timestamp(now))
                .param("ids", left.stream().map(one -> one.approval().id()).toArray(UUID[]::new))
                .update();
        left.forEach(one -> events.publishEvent(new AddedApprovalChanged(
                one.approval(), one.number(), What.LEFT, Set.of(one.approval().askedBy()), now)));
    }

    private boolean reviews(String person) {
        return accounts.user(person)
                .filter(user -> !ReviewLevels.of(user).isEmpty())
                .isPresent();
    }
}
