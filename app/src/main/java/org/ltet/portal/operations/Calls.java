package org.ltet.portal.operations;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Calls to other systems: each is measured (metric {@code portal.call}, by system, operation and the class of what went
 * wrong), and where tracing is on, followed into the other system (OPS-5).
 */
@Component
public class Calls {

    private final ObservationRegistry observations;

    public Calls(ObservationRegistry observations) {
        this.observations = observations;
    }

    /** One call. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {

        /** @param headers by which the other system goes on with the trace; none where tracing is off */
        T make(Map<String, String> headers) throws E;
    }

    /** The request, with the headers by which its trace goes on. */
    public static HttpRequest with(HttpRequest request, Map<String, String> headers) {
        if (headers.isEmpty()) {
            return request;
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    /**
     * @param system short name of the other system, as "sap"
     * @param operation what it is asked for, of a small set of names: never a path or a value
     */
    public <T, E extends Exception> T to(String system, String operation, Call<T, E> call) throws E {
        Map<String, String> headers = new HashMap<>();
        SenderContext<Map<String, String>> context =
                new SenderContext<>((_, name, value) -> headers.put(name, value), Kind.CLIENT);
        context.setCarrier(headers);
        context.setRemoteServiceName(system);
        Observation observation = Observation.createNotStarted("portal.call", () -> context, observations)
                .contextualName(system + " " + operation)
                .lowCardinalityKeyValue("system", system)
                .lowCardinalityKeyValue("operation", operation)
                .start();
        try (Observation.Scope _ = observation.openScope()) {
            return call.make(headers);
        } catch (Throwable e) {
            observation.error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }
}
