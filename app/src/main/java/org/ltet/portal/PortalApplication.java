package org.ltet.portal;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;

/** Starts the portal. Beans are named by their full class name: modules may use the same short names. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class PortalApplication {

    public static void main(String[] args) {
        SpringApplication portal = new SpringApplication(PortalApplication.class);
        if (List.of(args).contains("--verify-audit")
                || Stream.of(args).anyMatch(argument -> argument.startsWith("--archive-audit="))
                || List.of(args).contains("--move-documents")
                || List.of(args).contains("--replace-data-key")) {
            portal.addInitializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "command", Map.of("server.port", "-1", "portal.jobs.enabled", "false"))));
        }
        portal.run(args);
    }
}
