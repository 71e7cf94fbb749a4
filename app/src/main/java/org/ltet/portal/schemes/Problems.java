package org.ltet.portal.schemes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Collects what is wrong with a definition. */
final class Problems {

    private final List<DefinitionProblem> found = new ArrayList<>();

    void add(String path, String code) {
        found.add(new DefinitionProblem(path, code, Map.of()));
    }

    void add(String path, String code, Object value) {
        found.add(new DefinitionProblem(path, code, Map.of("value", value.toString())));
    }

    void unless(boolean holds, String path, String code) {
        if (!holds) {
            add(path, code);
        }
    }

    void unless(boolean holds, String path, String code, Object value) {
        if (!holds) {
            add(path, code, value);
        }
    }

    <T> void unique(List<T> things, Function<T, String> code, String path) {
        Set<String> seen = new HashSet<>();
        for (T thing : things) {
            unless(seen.add(code.apply(thing)), path, "twice", code.apply(thing));
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    List<DefinitionProblem> all() {
        return List.copyOf(found);
    }
}
