package org.ltet.portal.operations;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.NoticeListener;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What tells more in the log than usual, for a while and on all nodes (OPS-5). A node learns of a change from the
 * database within a second, and goes back to the usual by itself, also when the database is away then.
 */
@Component
public class LogLevels implements NoticeListener, DisposableBean {

    public enum Level {
        INFO,
        DEBUG
    }

    public record Raised(String logger, Level level, Instant endsAt) {}

    public static final String PORTAL = "org.ltet.portal";

    /**
     * Of libraries, those whose DEBUG was read: it tells of statements with their question marks, transactions and
     * connections. That of the web, of security, of Redis and of the AWS SDK holds bodies, names and tokens.
     */
    public static final List<String> LIBRARIES =
            List.of("com.zaxxer.hikari", "org.springframework.jdbc.core", "org.springframework.jdbc.support");

    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);
    private static final String CHANNEL = "log_level";
    private static final int LONGEST_NAME = 200;
    private static final long SOONEST_MILLIS = 200;
    private static final long AGAIN_MILLIS = 30_000;
    private static final Pattern OWN = Pattern.compile("org\\.ltet\\.portal(\\.[A-Za-z][A-Za-z0-9]*)*");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final LoggingSystem logging;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("log-levels").factory());

    /** What holds on this node now. */
    private final Map<String, Raised> applied = new HashMap<>();

    /** What was configured before it was raised; without a value where nothing was. */
    private final Map<String, @Nullable LogLevel> usual = new HashMap<>();

    private @Nullable Future<?> next;

    LogLevels(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events, LoggingSystem logging) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.logging = logging;
    }

    public List<Raised> raised() {
        return jdbc.sql("select logger, level, ends_at from operations.log_level where ends_at > ? order by logger")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Raised(
                        row.getString("logger"),
                        Level.valueOf(row.getString("level")),
                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }

    /** @throws Refused operations.logger, or operations.logEnd for a time that is too long */
    @Transactional
    public void raise(String logger, Level level, Duration wanted) {
        if (!isAllowed(logger)) {
            throw Refused.invalidField("logger", "operations.logger");
        }
        if (!wanted.isPositive() || wanted.compareTo(LONGEST) > 0) {
            throw Refused.invalidField("minutes", "operations.logEnd", LONGEST.toMinutes());
        }
        Instant now = clock.instant();
        Instant end = now.plus(wanted);
        String before = jdbc.sql("select level from operations.log_level where logger = ? and ends_at > ?")
                .params(logger, now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .orElse(null);
        jdbc.sql("delete from operations.log_level where ends_at <= ?")
                .param(Timestamp.from(now))
                .update();
        jdbc.sql("""
                        insert into operations.log_level (logger, level, changed_at, ends_at) values (?, ?, ?, ?)
                        on conflict (logger) do update
                        set level = excluded.level, changed_at = excluded.changed_at, ends_at = excluded.ends_at
                        """)
                .params(logger, level.name(), now.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(Audited.of("logLevel.raised", "logger", logger)
                .changed("level", before, level)
                .changed("until", null, end));
    }

    /** Back to the usual now. @throws Refused notFound where it was not raised */
    @Transactional
    public void restore(String logger) {
        String before = jdbc.sql("delete from operations.log_level where logger = ? returning level")
                .param(logger)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("logger"));
        events.publishEvent(Audited.of("logLevel.restored", "logger", logger).changed("level", before, null));
    }

    public static boolean isAllowed(String logger) {
        return logger.length() <= LONGEST_NAME && (OWN.matcher(logger).matches() || LIBRARIES.contains(logger));
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void heard(String notice) {
        apply();
    }

    @Override
    public void mayHaveMissed() {
        apply();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        restoreOthers(Set.of());
    }

    /** Makes the loggers of this node as the database says; where it does not answer, ends what has ended, and asks again. */
    synchronized void apply() {
        boolean told = false;
        try {
            List<Raised> wanted = raised();
            Set<String> names = new HashSet<>();
            wanted.forEach(one -> names.add(one.logger()));
            restoreOthers(names);
            wanted.forEach(this::raiseHere);
            told = true;
        } catch (DataAccessException e) {
            LOG.warn("Log levels cannot be looked up: {}", e.getClass().getSimpleName());
            Set<String> running = new HashSet<>();
            applied.values().stream()
                    .filter(one -> one.endsAt().isAfter(clock.instant()))
                    .forEach(one -> running.add(one.logger()));
            restoreOthers(running);
        }
        endOnTime(told ? Long.MAX_VALUE : AGAIN_MILLIS);
    }

    private void endOnTime(long longest) {
        Future<?> before = next;
        if (before != null) {
            before.cancel(false);
        }
        long wait = applied.values().stream()
                .mapToLong(
                        one -> Duration.between(clock.instant(), one.endsAt()).toMillis())
                .map(millis -> Math.max(SOONEST_MILLIS, millis))
                .reduce(longest, Math::min);
        next = wait == Long.MAX_VALUE ? null : timer.schedule(this::apply, wait, TimeUnit.MILLISECONDS);
    }

    private void raiseHere(Raised wanted) {
        Raised before = applied.put(wanted.logger(), wanted);
        if (before == null) {
            LoggerConfiguration configured = logging.getLoggerConfiguration(wanted.logger());
            usual.put(wanted.logger(), configured == null ? null : configured.getConfiguredLevel());
        }
        if (before == null || before.level() != wanted.level()) {
            logging.setLogLevel(wanted.logger(), LogLevel.valueOf(wanted.level().name()));
            LOG.info("{} tells {} until {}", wanted.logger(), wanted.level(), wanted.endsAt());
        }
    }

    private synchronized void restoreOthers(Set<String> kept) {
        for (String logger : Set.copyOf(applied.keySet())) {
            if (!kept.contains(logger)) {
                applied.remove(logger);
                logging.setLogLevel(logger, usual.remove(logger));
                LOG.info("{} tells as usual again", logger);
            }
        }
    }
}
