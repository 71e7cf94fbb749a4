package org.ltet.portal.schemes.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Statement;
import org.ltet.portal.shared.Money;

/**
 * What everybody may know of a scheme, in words.
 *
 * @param window the window open now or the next one, where there is one
 */
public record SchemePage(
        String code,
        String name,
        String summary,
        SchemeDefinition.Category category,
        List<String> pays,
        List<SchemeTexts.SlabRow> slabs,
        List<Statement> whoQualifies,
        List<NeededDocument> documents,
        List<LevelTime> levels,
        int financeHours,
        @Nullable WindowDays window,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** @param when in words, "" where always */
    public record NeededDocument(String label, String hint, boolean optional, String when) {}

    /** @param fromAmount from which payable amount on this level looks at it; null for always */
    public record LevelTime(String key, int hours, @Nullable Money fromAmount) {}

    public record WindowDays(boolean open, LocalDate from, LocalDate to) {}

    static SchemePage of(SchemeVersion version, SchemeTexts texts, Locale locale, LocalDate today) {
        SchemeDefinition definition = version.definition();
        SchemeDefinition.Window window = definition.window();
        return new SchemePage(
                definition.code(),
                definition.name().in(locale),
                definition.summary().in(locale),
                definition.category(),
                texts.whatItPays(definition, locale),
                texts.slabs(definition, locale),
                texts.whoQualifies(definition, locale),
                definition.documents().stream()
                        .map(document -> new NeededDocument(
                                document.label().in(locale),
                                document.hint() == null ? "" : document.hint().in(locale),
                                document.optional(),
                                texts.neededWhen(document, definition, locale)))
                        .toList(),
                definition.levels().stream()
                        .map(level -> new LevelTime(
                                "schemes.level." + level.level(),
                                level.slaHours(),
                                level.minPayable().isZero() ? null : level.minPayable()))
                        .toList(),
                definition.financeSlaHours(),
                window == null
                        ? null
                        : new WindowDays(window.isOpen(today), window.opening(today), window.closing(today)),
                version.validFrom(),
                version.validTo());
    }
}
