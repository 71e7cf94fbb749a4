package org.ltet.portal.shared;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What stands beside each line of the log: the trace, by which the lines of one request or job are found, the account
 * that acts, and the job. The id of an account says nothing to whoever has only the log.
 */
public final class LogContext {

    public static final String TRACE = "trace.id";
    public static final String USER = "user.id";
    public static final String JOB = "job.name";

    /** Where the id of the trace stands that is followed (operations.tracing). */
    public static final String TRACED = "traceId";

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NOTHING = "0".repeat(32);

    private LogContext() {}

    /** The trace that is being followed; else the one that the caller named; else a new one. */
    public static String trace(@Nullable String traceparent) {
        String traced = MDC.get(TRACED);
        if (traced != null) {
            return traced;
        }
        Matcher named = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (named.matches() && !named.group(1).equals(NOTHING)) {
            return named.group(1);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%016x%016x".formatted(random.nextLong() | 1, random.nextLong());
    }

    public static void clear() {
        MDC.remove(TRACE);
        MDC.remove(USER);
        MDC.remove(JOB);
    }

    /** The same work with what stands beside the lines here, for another thread. */
    public static Runnable carriedInto(Runnable work) {
        Map<String, String> here = MDC.getCopyOfContextMap();
        if (here == null) {
            return work;
        }
        return () -> {
            MDC.setContextMap(here);
            try {
                work.run();
            } finally {
                MDC.clear();
            }
        };
    }
}
