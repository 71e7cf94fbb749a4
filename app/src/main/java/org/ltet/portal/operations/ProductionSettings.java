package org.ltet.portal.operations;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What must be told to a node in production before it starts at all (OPS-2, SEC-1): nothing that moves money or holds
 * personal data is left to a default of a developer's machine. All that is wrong is said at once, by the names of the
 * settings, never with their values. Lines to one's own machine may be plain; all others are encrypted.
 */
@Configuration(proxyBeanMethods = false)
@Profile("production | prod")
class ProductionSettings {

    private static final List<String> NEEDED = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.mail.host",
            "portal.notifications.public-address",
            "portal.identity.issuer",
            "portal.identity.passkeys.host",
            "portal.identity.passkeys.origins",
            "portal.documents.virus-scanner.address",
            "portal.integrations.hrms.url",
            "portal.integrations.hrms.user",
            "portal.integrations.hrms.password",
            "portal.integrations.bank.url",
            "portal.integrations.bank.user",
            "portal.integrations.bank.password",
            "portal.integrations.sms.url",
            "portal.integrations.sms.user",
            "portal.integrations.sms.password",
            "portal.applications.originals-address",
            "portal.payments.debtor.name",
            "portal.payments.debtor.account",
            "portal.payments.debtor.ifsc",
            "portal.payments.debtor.id");

    /** SAP is used where its address is told: then all of these are. */
    private static final String SAP = "portal.integrations.sap.url";

    private static final List<String> NEEDED_WITH_SAP = List.of(
            "portal.integrations.sap.user",
            "portal.integrations.sap.password",
            "portal.integrations.sap.company-code",
            "portal.integrations.sap.accounts.benefits",
            "portal.integrations.sap.accounts.transit",
            "portal.integrations.sap.accounts.bank");

    /** So is the payment gateway. */
    private static final String GATEWAY = "portal.integrations.gateway.url";

    /** Whoever guesses it can say what was paid. */
    private static final String WEBHOOK_SECRET = "portal.integrations.gateway.webhook-secret";

    private static final int SHORTEST_SECRET = 32;

    private static final List<String> NEEDED_WITH_GATEWAY = List.of(
            "portal.integrations.gateway.user",
            "portal.integrations.gateway.password",
            "portal.integrations.gateway.account",
            WEBHOOK_SECRET);

    private static final List<String> ENCRYPTED_LINES = List.of(
            "portal.notifications.public-address",
            "portal.identity.issuer",
            "portal.identity.passkeys.origins",
            "portal.integrations.hrms.url",
            "portal.integrations.bank.url",
            "portal.integrations.sms.url",
            SAP,
            GATEWAY);

    private static final List<String> SEEN_BY_OTHERS = List.of(
            "portal.notifications.public-address", "portal.identity.issuer", "portal.identity.passkeys.origins");

    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern DATABASE_HOST = Pattern.compile("jdbc:postgresql://([^:/?]+).*");

    @Bean
    static BeanFactoryPostProcessor refuseToStartUnfitForProduction(Environment environment) {
        return beans -> {
            List<String> faults = faultsOf(environment);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("This node is not fit for production. Mend these settings (see"
                        + " docs/operations/README.md) and start it again:\n  - " + String.join("\n  - ", faults));
            }
        };
    }

    private static List<String> neededWith(Environment environment, String address, List<String> names) {
        return value(environment, address).isBlank() ? List.of() : names;
    }

    static List<String> faultsOf(Environment environment) {
        List<String> faults = new ArrayList<>();
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            faults.add("The profile \"demo\" cannot be used together with \"production\": its accounts have published"
                    + " passwords and secrets, and it gives tokens for a password. Start without \"demo\".");
        }
        Stream.of(
                        NEEDED,
                        neededWith(environment, SAP, NEEDED_WITH_SAP),
                        neededWith(environment, GATEWAY, NEEDED_WITH_GATEWAY))
                .flatMap(List::stream)
                .filter(name -> value(environment, name).isBlank())
                .map(name -> name + " is missing.")
                .forEach(faults::add);
        ENCRYPTED_LINES.stream()
                .filter(name -> List.of(value(environment, name).split(",")).stream()
                        .anyMatch(address -> !isEncrypted(address.strip())))
                .map(name -> name + " must begin with https://.")
                .forEach(faults::add);
        SEEN_BY_OTHERS.stream()
                .filter(name -> List.of(value(environment, name).split(",")).stream()
                        .anyMatch(address -> isOwnMachine(address.strip())))
                .map(name -> name + " must be the address by which others reach the portal.")
                .forEach(faults::add);
        String secret = value(environment, WEBHOOK_SECRET);
        if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            faults.add(WEBHOOK_SECRET + " must have at least " + SHORTEST_SECRET + " characters.");
        }
        database(value(environment, "spring.datasource.url"), faults);
        mail(environment, faults);
        String redis = value(environment, "spring.data.redis.url");
        if (!redis.isBlank() && !redis.startsWith("rediss://") && !isOwnMachine(redis)) {
            faults.add("spring.data.redis.url must begin with rediss://: sessions travel on that line.");
        }
        if (value(environment, "portal.encryption.holder").isBlank()
                && value(environment, "portal.encryption.master-key").isBlank()
                && value(environment, "portal.encryption.master-key-file").isBlank()) {
            faults.add("portal.encryption.holder, .master-key or .master-key-file is missing: a master key that lies"
                    + " beside the data protects nothing.");
        }
        return faults;
    }

    private static void database(String url, List<String> faults) {
        Matcher host = DATABASE_HOST.matcher(url);
        if (!url.isBlank()
                && !(host.matches() && OWN_MACHINE.contains(host.group(1)))
                && !url.contains("sslmode=verify-full")) {
            faults.add("spring.datasource.url must say sslmode=verify-full: otherwise anybody on the line may pose as"
                    + " the database.");
        }
    }

    private static void mail(Environment environment, List<String> faults) {
        String host = value(environment, "spring.mail.host");
        if (!host.isBlank()
                && !OWN_MACHINE.contains(host)
                && !"true".equals(value(environment, "spring.mail.properties.mail.smtp.starttls.required"))
                && !"true".equals(value(environment, "spring.mail.properties.mail.smtp.ssl.enable"))) {
            faults.add("spring.mail.properties.mail.smtp.starttls.required must be true: codes and notices travel on"
                    + " that line.");
        }
    }

    private static boolean isEncrypted(String address) {
        return address.isEmpty() || address.startsWith("https://") || isOwnMachine(address);
    }

    private static boolean isOwnMachine(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && OWN_MACHINE.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String value(Environment environment, String name) {
        return environment.getProperty(name, "").strip();
    }
}
