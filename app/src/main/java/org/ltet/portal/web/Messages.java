package org.ltet.portal.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All words of all modules, from messages/MODULE_LANGUAGE.properties. */
@Configuration(proxyBeanMethods = false)
public class Messages {

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale HINDI = Locale.of("hi");

    @Bean
    MessageSource messageSource() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_en.properties")) {
            names.add("messages/" + String.valueOf(file.getFilename()).replace("_en.properties", ""));
        }
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(names.toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setDefaultLocale(ENGLISH);
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("hi") ? HINDI : ENGLISH;
    }
}
