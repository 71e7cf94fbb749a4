package org.ltet.portal.schemes.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.schemes.Prospect;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.stereotype.Component;

/**
 * The schemes in force as one family sees them, judged and in words. People leaf through the list, so what was worked
 * out for a family is kept a little while: it depends on nothing but what the key says.
 */
@Component
class SchemeList {

    private record Key(long edition, LocalDate today, Locale locale, Optional<Applicants> applicants) {}

    private record PageKey(long edition, UUID version, LocalDate today, Locale locale) {}

    private final Schemes schemes;
    private final SchemeTexts texts;
    private final Clock clock;

    /** Some ten kilobytes each. */
    private final Cache<Key, List<ListedScheme>> lists = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    /** A few for each scheme. */
    private final Cache<PageKey, SchemePage> pages = Caffeine.newBuilder()
            .maximumSize(200)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    SchemeList(Schemes schemes, SchemeTexts texts, Clock clock) {
        this.schemes = schemes;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param applicants empty for an account that is no member's: then no scheme is open */
    List<ListedScheme> of(Optional<Applicants> applicants, Locale locale) {
        return lists.get(new Key(schemes.edition(), IndiaTime.today(clock), locale, applicants), this::list);
    }

    /** What everybody may know of one scheme. */
    SchemePage page(SchemeVersion version, Locale locale) {
        LocalDate today = IndiaTime.today(clock);
        return pages.get(
                new PageKey(schemes.edition(), version.id(), today, locale),
                _ -> SchemePage.of(version, texts, locale, today));
    }

    private List<ListedScheme> list(Key key) {
        return prospects(key).stream()
                .map(prospect -> ListedScheme.of(prospect, texts, key.locale()))
                .toList();
    }

    private List<Prospect> prospects(Key key) {
        return key.applicants()
                .map(found -> schemes.prospects(found.member(), found.beneficiaries(), key.today()))
                .orElseGet(() -> schemes.current(key.today()).stream()
                        .map(version -> new Prospect(version, List.of(), List.of()))
                        .toList());
    }
}
