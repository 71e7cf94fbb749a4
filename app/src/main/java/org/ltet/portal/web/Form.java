package org.ltet.portal.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.util.MultiValueMap;

/**
 * What a person typed, kept as typed, and what is wrong with it. Reading methods answer empty and note a problem when
 * the text cannot be accepted, so that all problems are shown at once.
 */
public final class Form {

    /** Calendar years that a date in this portal can have; anything else is a slip of the pen. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    /** One problem at one field, as a message key with arguments. */
    public record Problem(String field, String key, List<Object> arguments) {}

    private final Map<String, List<String>> values;
    private final List<Problem> problems = new ArrayList<>();

    private Form(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Form empty() {
        return new Form(new LinkedHashMap<>());
    }

    public static Form of(MultiValueMap<String, String> typed) {
        return new Form(new LinkedHashMap<>(typed));
    }

    public static Form of(Map<String, String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        known.forEach((field, value) -> values.put(field, List.of(value)));
        return new Form(values);
    }

    /** The same with what is on record in the fields that were not sent. */
    public Form over(Map<String, String> known) {
        Form whole = of(known);
        whole.values.putAll(values);
        whole.problems.addAll(problems);
        return whole;
    }

    public String value(String field) {
        return values.getOrDefault(field, List.of()).stream().findFirst().orElse("");
    }

    public List<String> values(String field) {
        return values.getOrDefault(field, List.of());
    }

    public boolean isChosen(String field, String value) {
        return values(field).contains(value);
    }

    public boolean has(String field) {
        return !value(field).isBlank();
    }

    public Optional<String> text(String field, int longest) {
        String text = value(field).strip();
        if (text.length() > longest) {
            reject(field, "form.text.long", longest);
            return Optional.empty();
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            reject(field, "form.text.control");
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public Optional<String> requiredText(String field, int longest) {
        if (!has(field)) {
            reject(field, "form.required");
            return Optional.empty();
        }
        return text(field, longest);
    }

    public Optional<Money> money(String field) {
        return read(field, Numbers.money(value(field)));
    }

    public Optional<BigDecimal> decimal(String field, int places) {
        return read(field, Numbers.decimal(value(field), places));
    }

    public Optional<Integer> integer(String field, int least, int most) {
        Optional<Integer> number = read(field, Numbers.decimal(value(field), 0)).map(BigDecimal::intValue);
        if (number.isPresent() && (number.get() < least || number.get() > most)) {
            reject(field, "form.number.range", least, most);
            return Optional.empty();
        }
        return number;
    }

    public Optional<LocalDate> date(String field) {
        if (!has(field)) {
            reject(field, "form.required");
            return Optional.empty();
        }
        Optional<LocalDate> date = Dates.read(value(field));
        if (date.isEmpty()) {
            reject(field, "form.date.format");
        } else if (date.get().isBefore(EARLIEST) || date.get().isAfter(LATEST)) {
            reject(field, "form.date.unlikely");
            return Optional.empty();
        }
        return date;
    }

    /** One of a closed list; a value that was never offered is refused like a missing one. */
    public <T> Optional<T> choice(String field, Function<String, Optional<T>> reader) {
        Optional<T> chosen = has(field) ? reader.apply(value(field)) : Optional.empty();
        if (chosen.isEmpty()) {
            reject(field, "form.choose");
        }
        return chosen;
    }

    private <T> Optional<T> read(String field, Numbers.Read<T> read) {
        return switch (read) {
            case Numbers.Read.Value<T>(T value) -> Optional.of(value);
            case Numbers.Read.Problem<T>(String key) -> {
                reject(field, key);
                yield Optional.empty();
            }
        };
    }

    public void reject(String field, String key, Object... arguments) {
        problems.add(new Problem(field, key, List.of(arguments)));
    }

    /** Shows what the rules said at the field they name, or above the form. */
    public void reject(Refused refused) {
        String field = refused.field();
        problems.add(new Problem(field == null ? "" : field, "refused." + refused.code(), refused.arguments()));
    }

    public boolean hasProblems() {
        return !problems.isEmpty();
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public @Nullable Problem problem(String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .orElse(null);
    }
}
