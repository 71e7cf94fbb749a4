package org.ltet.portal.applications;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** Remembers what was published, also of transactions that were rolled back later. */
public class RecordedEvents {

    private final List<ApplicationEvent> events = new CopyOnWriteArrayList<>();

    @EventListener
    void on(ApplicationEvent event) {
        events.add(event);
    }

    public List<ApplicationEvent> of(UUID applicationId) {
        return events.stream()
                .filter(event -> event.applicationId().equals(applicationId))
                .toList();
    }

    public <T extends ApplicationEvent> List<T> of(UUID applicationId, Class<T> type) {
        return of(applicationId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
