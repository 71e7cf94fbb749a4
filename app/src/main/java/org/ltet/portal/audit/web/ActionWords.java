package org.ltet.portal.audit.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ltet.portal.web.Page;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The actions of the trail in words: every module has its own among its messages, under "audit.action.". */
@Component
public class ActionWords {

    private static final String PREFIX = "audit.action.";

    private final List<String> codes;

    ActionWords() {
        TreeSet<String> found = new TreeSet<>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_en.properties")) {
                Properties words = new Properties();
                try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    words.load(reader);
                }
                words.stringPropertyNames().stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .forEach(key -> found.add(key.substring(PREFIX.length())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.codes = List.copyOf(found);
    }

    /** An action of a version of the portal that is no more keeps its code. */
    public static String of(Page page, String action) {
        return page.words().has(PREFIX + action) ? page.t(PREFIX + action) : action;
    }

    /** What a person worked as. */
    public static String roles(Page page, String roles) {
        return Arrays.stream(roles.split(" "))
                .filter(role -> page.words().has("accounts.role." + role))
                .map(role -> page.t("accounts.role." + role))
                .collect(Collectors.joining(", "));
    }

    /** Code and words of all, by their words. */
    Map<String, String> options(Page page) {
        Map<String, String> options = new LinkedHashMap<>();
        codes.stream()
                .sorted(Comparator.comparing(code -> of(page, code)))
                .forEach(code -> options.put(code, of(page, code)));
        return options;
    }
}
