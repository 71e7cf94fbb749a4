package org.ltet.portal.operations.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Follows requests, jobs and calls where {@code portal.tracing.endpoint} names a collector. Without it nothing of this is
 * set up: measured alone are the same observations. Spans that cannot be sent are dropped, never waited for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${portal.tracing.endpoint:}'.isBlank()")
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

    @Bean
    SdkTracerProvider spans(TracingProperties properties, @Value("${spring.application.name}") String name) {
        Sampler share = Sampler.traceIdRatioBased(properties.share());
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name))))
                // a stranger's word that his trace is to be kept would fill the collector
                .setSampler(Sampler.parentBasedBuilder(share)
                        .setRemoteParentSampled(share)
                        .setRemoteParentNotSampled(share)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(new WithoutPeople(OtlpHttpSpanExporter.builder()
                                .setEndpoint(properties.endpoint().toString())
                                .setConnectTimeout(properties.timeout())
                                .setTimeout(properties.timeout())
                                .build()))
                        .setScheduleDelay(properties.every())
                        .build())
                .build();
    }

    @Bean
    ObservationHandler<Observation.Context> follows(SdkTracerProvider spans) {
        ContextPropagators carriers = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
        io.opentelemetry.api.trace.Tracer made = spans.get("org.ltet.portal");
        Tracer tracer = new OtelTracer(made, new OtelCurrentTraceContext(), _ -> {});
        OtelPropagator propagator = new OtelPropagator(carriers, made);
        return new ObservationHandler.AllMatchingCompositeObservationHandler(
                new ObservationHandler.FirstMatchingCompositeObservationHandler(
                        new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)),
                new TraceInLog());
    }
}
