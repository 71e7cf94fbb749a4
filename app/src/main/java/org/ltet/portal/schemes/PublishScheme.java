package org.ltet.portal.schemes;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a definition into force, as a new version of its scheme. */
@Component
public class PublishScheme {

    private final VersionRows rows;
    private final Catalogue catalogue;
    private final SchemeTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishScheme(
            VersionRows rows, Catalogue catalogue, SchemeTexts texts, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.catalogue = catalogue;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts the definition into force from a day on; the version before ends the day before. Only the first version of a
     * scheme may begin in the past.
     *
     * @throws Refused with everything that is wrong with the definition, or when a later version already stands
     */
    @Transactional
    public UUID publish(SchemeDefinition definition, LocalDate validFrom, String changedBy) {
        List<DefinitionProblem> problems = DefinitionCheck.problems(definition, texts);
        if (!problems.isEmpty()) {
            throw Refused.invalid("schemes.definition", texts.problems(problems));
        }
        List<SchemeVersion> versions = rows.lock(definition.code());
        SchemeVersion before = versions.isEmpty() ? null : versions.getLast();
        if (before != null) {
            replace(before, validFrom);
        }
        SchemeVersion version =
                new SchemeVersion(Ids.next(), definition.code(), versions.size() + 1, definition, validFrom, null);
        rows.insert(version, clock.instant(), changedBy);
        catalogue.forgetAfterCommit();
        events.publishEvent(published(version, before));
        return version.id();
    }

    private void replace(SchemeVersion before, LocalDate validFrom) {
        if (validFrom.isBefore(IndiaTime.today(clock))) {
            throw Refused.invalidField("validFrom", "schemes.validFromPast");
        }
        if (validFrom.isBefore(before.validFrom())) {
            throw Refused.conflict("schemes.laterVersion", before.validFrom());
        }
        if (before.validOn(validFrom)) {
            rows.endOn(before.id(), validFrom.minusDays(1));
        }
    }

    /** Ends the version in force: {@code lastDay} is the last day on which one may apply. */
    @Transactional
    public void close(String code, LocalDate lastDay) {
        LocalDate today = IndiaTime.today(clock);
        SchemeVersion version = rows.lock(code).stream()
                .filter(candidate -> candidate.validOn(today))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("scheme"));
        if (lastDay.isBefore(today.minusDays(1))
                || lastDay.isBefore(version.validFrom().minusDays(1))) {
            throw Refused.invalidField("lastDay", "schemes.lastDayPast");
        }
        LocalDate validTo = version.validTo();
        if (validTo != null && lastDay.isAfter(validTo)) {
            throw Refused.conflict("schemes.endsEarlier", validTo);
        }
        rows.endOn(version.id(), lastDay);
        catalogue.forgetAfterCommit();
        events.publishEvent(Audited.of("scheme.closed", "scheme", version.id())
                .inScheme(code)
                .changed("validTo", validTo, lastDay));
    }

    /** Each part of the definition that differs from the version before. */
    private static Audited published(SchemeVersion version, @Nullable SchemeVersion before) {
        Audited audited = Audited.of("scheme.published", "scheme", version.id())
                .inScheme(version.code())
                .changed("number", before == null ? null : before.number(), version.number())
                .changed("validFrom", before == null ? null : before.validFrom(), version.validFrom());
        for (RecordComponent part : SchemeDefinition.class.getRecordComponents()) {
            audited = audited.changed(
                    part.getName(),
                    before == null ? null : DefinitionJson.part(part, before.definition()),
                    DefinitionJson.part(part, version.definition()));
        }
        return audited;
    }
}
