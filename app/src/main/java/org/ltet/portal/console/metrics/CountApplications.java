package org.ltet.portal.console.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationDisbursed;
import org.ltet.portal.applications.ApplicationEvent;
import org.ltet.portal.applications.ApplicationRejected;
import org.ltet.portal.applications.ApplicationSentBack;
import org.ltet.portal.applications.ApplicationSubmitted;
import org.ltet.portal.applications.ApplicationWithdrawn;
import org.ltet.portal.shared.Money;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what happens to applications on this node since its start, by scheme and by nothing of a person. Once the change is
 * committed, and without a place in the outbox: a figure is not worth a row for each application.
 */
@Component
class CountApplications {

    private final MeterRegistry registry;

    CountApplications(MeterRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    void happened(ApplicationEvent event) {
        switch (event) {
            case ApplicationSubmitted submitted -> count(event, "submitted", submitted.claimed());
            case ApplicationSentBack _ -> count(event, "sent-back", null);
            case ApplicationApproved approved -> count(event, "approved", approved.sanctioned());
            case ApplicationRejected _ -> count(event, "rejected", null);
            case ApplicationWithdrawn _ -> count(event, "withdrawn", null);
            case ApplicationDisbursed disbursed -> count(event, "disbursed", disbursed.amount());
            default -> {
                // steps in between are seen in the queues
            }
        }
    }

    private void count(ApplicationEvent event, String what, @Nullable Money amount) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    add(event.schemeCode(), what, amount);
                }
            });
        } else {
            add(event.schemeCode(), what, amount);
        }
    }

    private void add(String scheme, String what, @Nullable Money amount) {
        Counter.builder("portal.applications")
                .tag("event", what)
                .tag("scheme", scheme)
                .description("Applications submitted, sent back, decided, withdrawn, disbursed since the start")
                .register(registry)
                .increment();
        if (amount != null) {
            Counter.builder("portal.applications.amount")
                    .tag("event", what)
                    .tag("scheme", scheme)
                    .baseUnit("rupees")
                    .description("Sums claimed, sanctioned, disbursed since the start")
                    .register(registry)
                    .increment(amount.amount().doubleValue());
        }
    }
}
