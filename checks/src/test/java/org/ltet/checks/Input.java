package org.ltet.checks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns the bytes that a fuzzer makes into what a parser takes. */
public final class Input {

    private Input() {}

    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** So many texts, from the lines of the input; empty where there are fewer lines. */
    public static List<String> lines(byte[] input, int count) {
        List<String> lines = new ArrayList<>(List.of(text(input).split("\n", count)));
        while (lines.size() < count) {
            lines.add("");
        }
        return lines;
    }

    /** A property that must hold whatever the input is. */
    public static void holds(boolean property, String what) {
        if (!property) {
            throw new AssertionError(what);
        }
    }
}
