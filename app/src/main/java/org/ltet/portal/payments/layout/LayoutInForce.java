package org.ltet.portal.payments.layout;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** With which layout a batch is checked, frozen and written. Read anew each time: other nodes put layouts in force too. */
@Component
public class LayoutInForce {

    /** What a batch keeps from the moment it is frozen. */
    public record Kept(UUID id, LayoutDefinition definition) {}

    private final LayoutRows rows;
    private final LayoutDefinition configured;

    LayoutInForce(LayoutRows rows, ConfiguredLayout configured) {
        this.rows = rows;
        this.configured = configured.definition();
    }

    public LayoutDefinition now() {
        return rows.inForce().map(LayoutView::definition).orElse(configured);
    }

    /** Inside the transaction that freezes: until it ends no other layout is put in force. */
    public Kept forFreezing() {
        rows.lockWhatCounts(false);
        return rows.inForce()
                .map(found -> new Kept(found.id(), found.definition()))
                .orElseGet(() -> new Kept(rows.keepConfigured(configured), configured));
    }

    /** The one it was frozen with; as configured where a node of the release before froze it. */
    public LayoutDefinition ofBatch(UUID batch) {
        return rows.ofBatch(batch).orElse(configured);
    }
}
