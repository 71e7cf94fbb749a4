package org.ltet.portal.review.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Form;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** The filter bar of the queue, kept in the address so that a filtered queue can be saved and shared. */
final class QueueFilterForm {

    private static final List<String> FIELDS = List.of("scheme", "ic", "state", "age", "from", "to", "number");
    private static final int LONGEST = 60;

    private final Form form;
    private final QueueFilter filter;

    QueueFilterForm(MultiValueMap<String, String> typed) {
        form = Form.of(typed);
        filter = new QueueFilter(
                form.text("scheme", LONGEST).orElse(null),
                form.text("ic", LONGEST).orElse(null),
                chosen("state", ApplicationStates::of),
                chosen("age", QueueFilterForm::age),
                money("from"),
                money("to"),
                form.text("number", LONGEST).orElse(null));
    }

    /** The bar as it stands when this filter was typed. */
    static QueueFilterForm of(QueueFilter filter) {
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        put(typed, "scheme", filter.scheme());
        put(typed, "ic", filter.ic());
        put(typed, "state", filter.state() == null ? null : filter.state().name());
        put(
                typed,
                "age",
                filter.atLeastDays() == null ? null : filter.atLeastDays().toString());
        put(typed, "from", filter.from() == null ? null : filter.from().plain());
        put(typed, "to", filter.to() == null ? null : filter.to().plain());
        put(typed, "number", filter.number());
        return new QueueFilterForm(typed);
    }

    private static void put(MultiValueMap<String, String> typed, String field, @Nullable String value) {
        if (value != null) {
            typed.add(field, value);
        }
    }

    Form form() {
        return form;
    }

    /** What was typed and could be read. */
    QueueFilter filter() {
        return filter;
    }

    /** What was typed, for links and hidden fields. */
    Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (form.has(field)) {
                typed.put(field, form.value(field));
            }
        }
        return typed;
    }

    /** The address of the queue of a desk with this filter and further parameters, by name and value in turn. */
    String address(Desk desk, String... further) {
        List<String> all = new ArrayList<>(List.of("level", desk.level().name()));
        String absent = desk.heldFor();
        if (absent != null) {
            all.addAll(List.of("for", absent));
        }
        all.addAll(List.of(further));
        return address(all.toArray(String[]::new));
    }

    /** Likewise without a filter. */
    static String plainAddress(Desk desk, String... further) {
        return new QueueFilterForm(new LinkedMultiValueMap<>()).address(desk, further);
    }

    private String address(String... further) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/review");
        for (int i = 0; i < further.length; i += 2) {
            address.queryParam(further[i], "{" + further[i] + "}");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < further.length; i += 2) {
            values.put(further[i], further[i + 1]);
        }
        typed().forEach((field, value) -> {
            address.queryParam(field, "{" + field + "}");
            values.put(field, value);
        });
        return address.encode().buildAndExpand(values).toUriString();
    }

    private <T> @Nullable T chosen(String field, Function<String, Optional<T>> reader) {
        return form.has(field) ? form.choice(field, reader).orElse(null) : null;
    }

    private @Nullable Money money(String field) {
        return form.has(field) ? form.money(field).orElse(null) : null;
    }

    private static Optional<Integer> age(String text) {
        return QueueFilter.AGES.stream()
                .filter(age -> age.toString().equals(text))
                .findFirst();
    }

    /** The states that a submitted application can have. */
    static final class ApplicationStates {

        static final List<ApplicationState> OFFERED = Arrays.stream(ApplicationState.values())
                .filter(state -> state != ApplicationState.DRAFT && state != ApplicationState.DISCARDED)
                .toList();

        private ApplicationStates() {}

        static Optional<ApplicationState> of(String name) {
            return OFFERED.stream().filter(state -> state.name().equals(name)).findFirst();
        }
    }
}
