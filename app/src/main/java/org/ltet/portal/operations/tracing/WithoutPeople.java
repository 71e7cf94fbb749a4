package org.ltet.portal.operations.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Sends on of a span what says nothing of a person: route and not address, class of an error and not its words. A list
 * of what may pass, so that what a library adds one day does not (SEC-3).
 */
final class WithoutPeople implements SpanExporter {

    private static final Set<String> PASS =
            Set.of("method", "uri", "status", "outcome", "job", "system", "operation", "exception");

    private final SpanExporter next;

    WithoutPeople(SpanExporter next) {
        this.next = next;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return next.export(spans.stream().<SpanData>map(Bare::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return next.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return next.shutdown();
    }

    private static final class Bare extends DelegatingSpanData {

        private final Attributes attributes;

        Bare(SpanData span) {
            super(span);
            attributes = span.getAttributes().toBuilder()
                    .removeIf(key -> !PASS.contains(key.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        @Override
        public List<EventData> getEvents() {
            AttributeKey<String> type = AttributeKey.stringKey("exception.type");
            return super.getEvents().stream()
                    .filter(event -> event.getAttributes().get(type) != null)
                    .map(event -> EventData.create(
                            event.getEpochNanos(),
                            event.getName(),
                            event.getAttributes().toBuilder()
                                    .removeIf(key -> !key.equals(type))
                                    .build()))
                    .toList();
        }
    }
}
