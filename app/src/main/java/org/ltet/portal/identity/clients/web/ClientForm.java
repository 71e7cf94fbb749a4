package org.ltet.portal.identity.clients.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.clients.ClientView;
import org.ltet.portal.identity.clients.ClientWish;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.Form;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What a system admin types about a program, and back. */
final class ClientForm {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CONTACT = 200;
    private static final int LONGEST_LIST = 5_000;
    private static final int LONGEST_KEY = 2_000;
    private static final int MOST_ADDRESSES = 50;
    private static final int MOST_REDIRECTS = 10;

    private ClientForm() {}

    /** Empty when something is missing; then the form knows what. */
    static Optional<ClientWish> read(Form form, Clock clock) {
        String name = form.requiredText("name", LONGEST_NAME).orElse("");
        String contact = form.requiredText("contact", LONGEST_CONTACT).orElse("");
        if (form.has("contact") && contact.length() < 3 && form.problem("contact") == null) {
            form.reject("contact", "clients.contactShort");
        }
        List<String> addresses = lines(form, "addresses", MOST_ADDRESSES);
        List<String> redirects = lines(form, "redirectUris", MOST_REDIRECTS);
        String key = form.text("publicKey", LONGEST_KEY).orElse(null);
        Instant endsAt = form.has("ends") ? end(form, clock) : null;
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        form.values("scopes").forEach(text -> ApiScope.of(text).ifPresent(scopes::add));
        if (scopes.isEmpty()) {
            form.reject("scopes", "refused.clients.noScope");
        }
        return form.hasProblems()
                ? Optional.empty()
                : Optional.of(new ClientWish(name, contact, scopes, addresses, redirects, key, endsAt));
    }

    private static @Nullable Instant end(Form form, Clock clock) {
        Optional<LocalDate> last = form.date("ends");
        if (last.isPresent() && last.get().isBefore(IndiaTime.today(clock))) {
            form.reject("ends", "clients.endPassed");
        }
        return last.map(day -> day.plusDays(1).atStartOfDay(IndiaTime.ZONE).toInstant())
                .orElse(null);
    }

    private static List<String> lines(Form form, String field, int most) {
        List<String> lines = form.text(field, LONGEST_LIST)
                .map(text -> text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList())
                .orElse(List.of());
        if (lines.size() > most) {
            form.reject(field, "clients.tooManyLines", most);
        }
        return lines;
    }

    static Form of(ClientView client) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        values.set("name", client.name());
        values.set("contact", client.contact());
        values.set("addresses", joined(client.addresses()));
        values.set("redirectUris", joined(client.redirectUris()));
        values.set("publicKey", client.publicKey() == null ? "" : client.publicKey());
        values.set(
                "ends", client.endsAt() == null ? "" : lastDay(client.endsAt()).toString());
        values.set("version", Integer.toString(client.version()));
        client.scopes().forEach(scope -> values.add("scopes", scope.text()));
        return Form.of(values);
    }

    private static LocalDate lastDay(Instant endsAt) {
        return endsAt.atZone(IndiaTime.ZONE).toLocalDate().minusDays(1);
    }

    private static String joined(List<?> list) {
        return list.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
