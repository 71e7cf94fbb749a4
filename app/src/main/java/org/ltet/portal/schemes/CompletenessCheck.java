package org.ltet.portal.schemes;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a definition leaves out that its records must have, and texts that are empty in a language. */
final class CompletenessCheck {

    private final Problems problems;

    CompletenessCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Record part, String path) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = value(component, part);
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            if (value == null) {
                problems.unless(component.getAnnotatedType().isAnnotationPresent(Nullable.class), name, "missing");
            } else {
                check(value, name);
            }
        }
    }

    private void check(Object value, String path) {
        switch (value) {
            case Text(String en, String hi) -> {
                problems.unless(en != null && !en.isBlank(), path + ".en", "missing");
                problems.unless(hi != null && !hi.isBlank(), path + ".hi", "missing");
            }
            case Record part when part.getClass().getPackage().equals(getClass().getPackage()) -> check(part, path);
            case Collection<?> parts -> {
                int number = 0;
                for (Object part : parts) {
                    check(part, path + "[" + number++ + "]");
                }
            }
            case Map<?, ?> map -> map.forEach((key, part) -> check(part, path + "." + key));
            default -> {}
        }
    }

    private static @Nullable Object value(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
