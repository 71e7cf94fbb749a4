package org.ltet.portal.payments;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, and where the next begins. */
public record Slice<T>(List<T> items, @Nullable UUID next) {

    public Slice {
        items = List.copyOf(items);
    }

    /** Of a list that was read with one row more than the page holds. */
    static <T> Slice<T> of(List<T> oneMore, int size, Function<T, UUID> id) {
        if (oneMore.size() <= size) {
            return new Slice<>(oneMore, null);
        }
        List<T> page = oneMore.subList(0, size);
        return new Slice<>(page, id.apply(page.getLast()));
    }
}
