package org.ltet.portal.integrations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The circuits of this node, and whether one is open: then a system around the portal is left in peace. */
@Component
public class Circuits {

    private final List<Circuit> all = new CopyOnWriteArrayList<>();

    /** @param failed which exceptions tell that the other system does not work; any other is an answer */
    public Circuit of(String name, Duration pause, Predicate<Throwable> failed) {
        Circuit circuit = Circuit.of(name, pause, failed);
        all.add(circuit);
        return circuit;
    }

    Finding look() {
        String open = all.stream()
                .filter(circuit -> !circuit.closed())
                .map(Circuit::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? new Finding(State.GOOD, "all closed", "all closed")
                : new Finding(State.LATE, "open: " + open, "all closed");
    }

    @Configuration(proxyBeanMethods = false)
    static class Health {

        @Bean
        HealthCheck circuitsHealth(Circuits circuits) {
            return HealthCheck.of("circuits", circuits::look);
        }
    }
}
