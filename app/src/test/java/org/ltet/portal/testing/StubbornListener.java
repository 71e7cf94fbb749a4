package org.ltet.portal.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.modulith.events.ApplicationModuleListener;

/** A listener that fails as often as the event tells it to, and counts how often it was asked. */
public class StubbornListener {

    public record Happened(String name, int failures) {}

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    @ApplicationModuleListener
    void on(Happened event) {
        if (asked.computeIfAbsent(event.name(), name -> new AtomicInteger()).incrementAndGet() <= event.failures()) {
            throw new IllegalStateException("not yet");
        }
    }

    public int asked(String name) {
        AtomicInteger count = asked.get(name);
        return count == null ? 0 : count.get();
    }
}
