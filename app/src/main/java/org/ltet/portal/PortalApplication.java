package org.ltet.portal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts the portal. Beans are named by their full class name: modules may use the same short names. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class PortalApplication {

    /** With one of these the program does that and ends: it serves no pages and works on no jobs. */
    private static final Set<String> COMMANDS = Set.of(
            "--archive-audit",
            "--check-health",
            "--check-money",
            "--create-admin",
            "--migrate",
            "--move-documents",
            "--replace-data-key",
            "--replace-index-key",
            "--retire-anchors",
            "--synchronise-people",
            "--verify-audit");

    /** These look at a database that may be in service, under another release: they leave its tables as they are. */
    private static final Set<String> LOOKING =
            Set.of("--check-health", "--check-money", "--retire-anchors", "--verify-audit");

    /** Nobody reaches it, it takes no work, and it leaves the database's connections to the nodes that serve. */
    private static final Map<String, Object> ALONE = Map.of(
            "server.port", "-1",
            "portal.web.plain-port", "0",
            "portal.metrics.port", "false",
            "portal.jobs.enabled", "false",
            "spring.datasource.hikari.minimum-idle", "1");

    public static void main(String[] args) {
        SpringApplication portal = new SpringApplication(PortalApplication.class);
        if (isCommand(args)) {
            portal.addInitializers(context -> alone(context.getEnvironment(), onlyLooks(args)));
        }
        portal.run(args);
    }

    private static void alone(ConfigurableEnvironment environment, boolean looks) {
        Map<String, Object> settings = new HashMap<>(ALONE);
        settings.put("portal.migrate", !looks);
        // on one's own machine the portal's address is that of the port, which is not opened now
        Stream.of("portal.identity.issuer", "portal.identity.passkeys.origins").forEach(name -> {
            String address = environment.getProperty(name);
            if (address != null) {
                settings.put(name, address);
            }
        });
        environment.getPropertySources().addFirst(new MapPropertySource("command", settings));
    }

    static boolean isCommand(String... args) {
        return names(args).anyMatch(COMMANDS::contains);
    }

    /** Whether all that it is asked for leaves the tables of the database as they are. */
    static boolean onlyLooks(String... args) {
        return names(args).filter(COMMANDS::contains).allMatch(LOOKING::contains);
    }

    private static Stream<String> names(String... args) {
        return Stream.of(args)
                .map(argument -> argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument);
    }
}
