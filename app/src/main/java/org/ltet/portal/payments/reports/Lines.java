package org.ltet.portal.payments.reports;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of the lines of a report, and where the next one begins; totals are never of a page. */
public record Lines<T>(List<T> items, @Nullable String next) {

    static final int PAGE = 50;

    public Lines {
        items = List.copyOf(items);
    }

    /** Of lines that were read with one more than the page holds. */
    static <T> Lines<T> of(List<T> oneMore, Function<T, ?> position) {
        if (oneMore.size() <= PAGE) {
            return new Lines<>(oneMore, null);
        }
        List<T> page = oneMore.subList(0, PAGE);
        return new Lines<>(page, position.apply(page.getLast()).toString());
    }
}
