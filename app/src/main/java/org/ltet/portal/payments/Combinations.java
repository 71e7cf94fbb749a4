package org.ltet.portal.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the one way in which a few of many amounts come to a sum; two ways are no answer. */
final class Combinations {

    private static final int MOST_PARTS = 4;

    private final long[] amounts;
    private final List<List<Integer>> found = new ArrayList<>();

    private Combinations(long[] amounts) {
        this.amounts = amounts;
    }

    /** The places of two to four amounts that come to the sum, when there is exactly one such choice. */
    static Optional<List<Integer>> only(List<Long> amounts, long sum) {
        Combinations search =
                new Combinations(amounts.stream().mapToLong(Long::longValue).toArray());
        search.from(0, sum, new ArrayList<>());
        return search.found.size() == 1 ? Optional.of(search.found.getFirst()) : Optional.empty();
    }

    private void from(int start, long rest, List<Integer> chosen) {
        if (found.size() > 1) {
            return;
        }
        if (rest == 0) {
            if (chosen.size() > 1) {
                found.add(List.copyOf(chosen));
            }
            return;
        }
        if (chosen.size() == MOST_PARTS) {
            return;
        }
        for (int i = start; i < amounts.length; i++) {
            if (amounts[i] <= rest) {
                chosen.add(i);
                from(i + 1, rest - amounts[i], chosen);
                chosen.removeLast();
            }
        }
    }
}
