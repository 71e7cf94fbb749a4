package org.ltet.portal.review;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The filters of the queue that each reviewer keeps; nobody sees another one's (REV-1). */
@Component
public class SavedFilters {

    /** As many as there are digits to pick them. */
    public static final int MOST = 9;

    private static final int LONGEST_NAME = 40;

    private static final String SELECT = """
            select id, place, name, preferred, tab, scheme, ic, state, at_least_days, amount_from, amount_to,
                number, risk, sort_order
            from review.saved_filter
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SavedFilters(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** By the digits that pick them. */
    @Transactional(readOnly = true)
    public List<SavedFilter> of(User user) {
        return jdbc.sql(SELECT + "where owner = :me order by place")
                .param("me", user.employeeNumber())
                .query(SavedFilters::filter)
                .list();
    }

    /** With which this reviewer's queue opens. */
    @Transactional(readOnly = true)
    public Optional<SavedFilter> preferred(User user) {
        return of(user).stream().filter(SavedFilter::preferred).findFirst();
    }

    /** @throws Refused not found, also for everybody but the owner */
    @Transactional(readOnly = true)
    public SavedFilter get(UUID id, User user) {
        return of(user).stream()
                .filter(saved -> saved.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("queueFilter"));
    }

    /** @throws Refused invalid "review.filterName", "review.filterNothing"; conflict "review.filterThere", "review.filtersFull" */
    @Transactional
    public SavedFilter save(SavedFilter.Wish wish, User user) {
        lock(user);
        List<SavedFilter> there = of(user);
        SavedFilter.Wish checked = checked(wish, there, null);
        int place = IntStream.rangeClosed(1, MOST)
                .filter(free -> there.stream().noneMatch(saved -> saved.place() == free))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("review.filtersFull", MOST));
        SavedFilter saved = new SavedFilter(
                Ids.next(), place, checked.name(), checked.preferred(), checked.tab(), checked.filter());
        onlyOnePreferred(checked, user);
        write(jdbc.sql("""
                insert into review.saved_filter (id, owner, place, name, preferred, tab, scheme, ic, state, at_least_days,
                    amount_from, amount_to, number, risk, sort_order, saved_at)
                values (:id, :me, :place, :name, :preferred, :tab, :scheme, :ic, :state, :days, :from, :to, :number,
                    :risk, :order, :at)
                """), saved, user)
                .param("place", place)
                .param("at", TaskRows.timestamp(clock.instant()))
                .update();
        events.publishEvent(Audited.of("queueFilter.saved", "queueFilter", saved.id())
                .changed("name", null, saved.name())
                .changed("preferred", null, saved.preferred()));
        return saved;
    }

    /** @throws Refused likewise, and not found for everybody but the owner */
    @Transactional
    public SavedFilter change(UUID id, SavedFilter.Wish wish, User user) {
        lock(user);
        SavedFilter before = get(id, user);
        SavedFilter.Wish checked = checked(wish, of(user), id);
        SavedFilter saved = new SavedFilter(
                id, before.place(), checked.name(), checked.preferred(), checked.tab(), checked.filter());
        onlyOnePreferred(checked, user);
        write(jdbc.sql("""
                update review.saved_filter set name = :name, preferred = :preferred, tab = :tab, scheme = :scheme, ic = :ic,
                    state = :state, at_least_days = :days, amount_from = :from, amount_to = :to, number = :number,
                    risk = :risk, sort_order = :order
                where id = :id and owner = :me
                """), saved, user).update();
        events.publishEvent(Audited.of("queueFilter.changed", "queueFilter", id)
                .changed("name", before.name(), saved.name())
                .changed("preferred", before.preferred(), saved.preferred()));
        return saved;
    }

    /** Whether the queue opens with it. */
    @Transactional
    public SavedFilter prefer(UUID id, boolean preferred, User user) {
        SavedFilter saved = get(id, user);
        return change(id, new SavedFilter.Wish(saved.name(), preferred, saved.tab(), saved.filter()), user);
    }

    /** @throws Refused not found for everybody but the owner */
    @Transactional
    public SavedFilter delete(UUID id, User user) {
        SavedFilter saved = get(id, user);
        jdbc.sql("delete from review.saved_filter where id = :id")
                .param("id", id)
                .update();
        events.publishEvent(Audited.of("queueFilter.deleted", "queueFilter", id).changed("name", saved.name(), null));
        return saved;
    }

    /** What one person changes in two windows at once comes one after the other. */
    private void lock(User user) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('review.saved_filter.' || :me, 0))::text")
                .param("me", user.employeeNumber())
                .query(String.class)
                .optional();
    }

    private static SavedFilter.Wish checked(SavedFilter.Wish wish, List<SavedFilter> there, @Nullable UUID own) {
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refused.invalidField("name", "review.filterName", LONGEST_NAME);
        }
        QueueFilter filter = wish.filter();
        if (filter.equals(QueueFilter.NONE) && wish.tab() == QueueTab.TO_DO) {
            throw Refused.invalidField("name", "review.filterNothing");
        }
        if (filter.atLeastDays() != null && !QueueFilter.AGES.contains(filter.atLeastDays())) {
            throw Refused.invalidField("age", "review.filterAge");
        }
        there.stream()
                .filter(saved -> !saved.id().equals(own) && saved.name().equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(saved -> {
                    throw Refused.conflict("review.filterThere", saved.name());
                });
        return new SavedFilter.Wish(name, wish.preferred(), wish.tab(), filter);
    }

    private void onlyOnePreferred(SavedFilter.Wish wish, User user) {
        if (wish.preferred()) {
            jdbc.sql("update review.saved_filter set preferred = false where owner = :me and preferred")
                    .param("me", user.employeeNumber())
                    .update();
        }
    }

    private static StatementSpec write(StatementSpec statement, SavedFilter saved, User user) {
        QueueFilter filter = saved.filter();
        ApplicationState state = filter.state();
        RiskBand risk = filter.risk();
        QueueFilter.Order order = filter.order();
        return statement
                .param("id", saved.id())
                .param("me", user.employeeNumber())
                .param("name", saved.name())
                .param("preferred", saved.preferred())
                .param("tab", saved.tab().name())
                .param("scheme", filter.scheme())
                .param("ic", filter.ic())
                .param("state", state == null ? null : state.name())
                .param("days", filter.atLeastDays())
                .param("from", amount(filter.from()))
                .param("to", amount(filter.to()))
                .param("number", filter.number())
                .param("risk", risk == null ? null : risk.name())
                .param("order", order == null ? null : order.name());
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.amount();
    }

    private static SavedFilter filter(ResultSet row, int index) throws SQLException {
        return new SavedFilter(
                row.getObject("id", UUID.class),
                row.getInt("place"),
                row.getString("name"),
                row.getBoolean("preferred"),
                QueueTab.valueOf(row.getString("tab")),
                new QueueFilter(
                        row.getString("scheme"),
                        row.getString("ic"),
                        Optional.ofNullable(row.getString("state"))
                                .map(ApplicationState::valueOf)
                                .orElse(null),
                        row.getObject("at_least_days", Integer.class),
                        money(row.getBigDecimal("amount_from")),
                        money(row.getBigDecimal("amount_to")),
                        row.getString("number"),
                        Optional.ofNullable(row.getString("risk"))
                                .map(RiskBand::valueOf)
                                .orElse(null),
                        Optional.ofNullable(row.getString("sort_order"))
                                .map(QueueFilter.Order::valueOf)
                                .orElse(null)));
    }

    private static @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : Money.of(amount);
    }
}
