package org.ltet.portal.identity;

import java.io.Serializable;
import java.util.Set;

/** Where a role counts; an empty set stands for everywhere. */
public record Scope(Set<String> ics, Set<String> regions, Set<String> schemes) implements Serializable {

    public static final Scope EVERYWHERE = new Scope(Set.of(), Set.of(), Set.of());

    public Scope {
        ics = Set.copyOf(ics);
        regions = Set.copyOf(regions);
        schemes = Set.copyOf(schemes);
    }

    public boolean covers(String ic, String region, String scheme) {
        return covers(ics, ic) && covers(regions, region) && covers(schemes, scheme);
    }

    private static boolean covers(Set<String> allowed, String value) {
        return allowed.isEmpty() || allowed.contains(value);
    }
}
