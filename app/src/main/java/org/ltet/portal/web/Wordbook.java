package org.ltet.portal.web;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The words of all modules in one table for each language. A page asks for a hundred of them, nearly all without
 * arguments: these are kept as they are shown.
 */
final class Wordbook extends AbstractMessageSource {

    private record Language(
            Locale locale,
            Map<String, String> patterns,
            Map<String, String> plain,
            Map<String, MessageFormat> formats) {

        Language(Locale locale) {
            this(locale, new HashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        @Nullable
        String plain(String key) {
            String known = plain.get(key);
            if (known != null) {
                return known;
            }
            String pattern = patterns.get(key);
            return pattern == null
                    ? null
                    : plain.computeIfAbsent(key, _ -> format(pattern).format(new Object[0]));
        }

        MessageFormat format(String key, String pattern) {
            return formats.computeIfAbsent(key, _ -> format(pattern));
        }

        private MessageFormat format(String pattern) {
            return new MessageFormat(pattern, locale);
        }
    }

    private final Language english = new Language(Messages.ENGLISH);
    private final Language hindi = new Language(Messages.HINDI);

    Wordbook(List<Resource> inEnglish, List<Resource> inHindi) throws IOException {
        read(inEnglish, english);
        read(inHindi, hindi);
        english.patterns().forEach(hindi.patterns()::putIfAbsent);
    }

    private static void read(List<Resource> files, Language language) throws IOException {
        for (Resource file : files) {
            Properties words = PropertiesLoaderUtils.loadProperties(new EncodedResource(file, "UTF-8"));
            for (String key : words.stringPropertyNames()) {
                language.patterns().putIfAbsent(key, words.getProperty(key));
            }
        }
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        return in(locale).plain(code);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        Language language = in(locale);
        String pattern = language.patterns().get(code);
        return pattern == null ? null : language.format(code, pattern);
    }

    private Language in(Locale locale) {
        return locale.getLanguage().equals("hi") ? hindi : english;
    }
}
