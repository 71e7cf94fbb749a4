package org.ltet.simulators.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The faults that are set and have not yet struck as often as they should, oldest first. */
@Component
public final class FaultBoard {

    private final List<Fault> waiting = new ArrayList<>();
    private int lastId;

    /** Whether the next webhook is to be sent twice. */
    public boolean duplicatesWebhook() {
        return take(fault -> fault.kind() == Fault.Kind.DUPLICATE_WEBHOOK) != null;
    }

    /** Whether the webhooks of the next payout are to be sent in reverse order. */
    public boolean reordersWebhooks() {
        return take(fault -> fault.kind() == Fault.Kind.REORDER_WEBHOOKS) != null;
    }

    @Nullable
    Fault strike(String system, String path, String method) {
        return take(fault -> fault.kind().strikesRequests() && fault.matches(system, path, method));
    }

    synchronized Fault set(
            String system,
            Fault.Kind kind,
            int times,
            int delayMillis,
            @Nullable String pathContains,
            @Nullable String method) {
        Fault fault = new Fault(++lastId, system, kind, times, delayMillis, pathContains, method);
        waiting.add(fault);
        return fault;
    }

    synchronized List<Fault> all() {
        return List.copyOf(waiting);
    }

    synchronized void clear() {
        waiting.clear();
    }

    private synchronized @Nullable Fault take(Predicate<Fault> wanted) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (wanted.test(fault)) {
                Fault after = fault.spent();
                if (after.times() == 0) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, after);
                }
                return fault;
            }
        }
        return null;
    }
}
