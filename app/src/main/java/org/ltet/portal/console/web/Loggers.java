package org.ltet.portal.console.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.operations.LogLevels;
import org.ltet.portal.web.Page;

/** What can tell more in the log, as a person chooses it; programs may name any class of the portal. */
public final class Loggers {

    private static final List<String> MODULES = List.of(
            "applications",
            "audit",
            "console",
            "documents",
            "identity",
            "integrations",
            "intelligence",
            "notifications",
            "operations",
            "payments",
            "people",
            "review",
            "schemes",
            "web");

    private Loggers() {}

    public static Map<String, String> options(Page page) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(LogLevels.PORTAL, page.t("console.loggerAll", LogLevels.PORTAL));
        MODULES.forEach(module -> {
            String name = LogLevels.PORTAL + "." + module;
            options.put(name, name);
        });
        LogLevels.LIBRARIES.forEach(library -> options.put(library, library));
        return options;
    }

    public static Map<String, String> levels(Page page) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (LogLevels.Level level : LogLevels.Level.values()) {
            levels.put(level.name(), page.t("console.level." + level));
        }
        return levels;
    }
}
