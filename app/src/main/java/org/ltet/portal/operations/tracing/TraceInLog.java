package org.ltet.portal.operations.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.ltet.portal.shared.LogContext;
import org.slf4j.MDC;

/** Lets the lines of the log bear the id of the trace that is followed. */
final class TraceInLog implements ObservationHandler<Observation.Context> {

    @Override
    public void onScopeOpened(Observation.Context context) {
        TracingContext tracing = context.get(TracingContext.class);
        Span span = tracing == null ? null : tracing.getSpan();
        if (span != null) {
            MDC.put(LogContext.TRACED, span.context().traceId());
        }
    }

    /** What stands within another observation belongs to the same trace. */
    @Override
    public void onScopeClosed(Observation.Context context) {
        if (context.getParentObservation() == null) {
            MDC.remove(LogContext.TRACED);
        }
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
