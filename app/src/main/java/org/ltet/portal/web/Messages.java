package org.ltet.portal.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All words of all modules, from messages/MODULE_LANGUAGE.properties. */
@Configuration(proxyBeanMethods = false)
public class Messages {

    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final Locale HINDI = Locale.of("hi");

    @Bean
    MessageSource messageSource() throws IOException {
        return new Wordbook(files("en"), files("hi"));
    }

    private static List<Resource> files(String language) throws IOException {
        return List.of(new PathMatchingResourcePatternResolver()
                .getResources("classpath*:messages/*_" + language + ".properties"));
    }

    static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("hi") ? HINDI : ENGLISH;
    }
}
