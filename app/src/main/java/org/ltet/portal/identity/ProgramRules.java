package org.ltet.portal.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.IndiaTime;

/** What makes a program stand out in the review of access (ACC-10): each reason by its name, over records only. */
final class ProgramRules {

    private ProgramRules() {}

    /**
     * A program as it stands.
     *
     * @param endsAt after its last day, null where it has none
     */
    record Subject(
            boolean enabled,
            Instant registeredAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant endsAt) {}

    static List<Finding> of(Subject program, long dormantDays, LocalDate today) {
        return Stream.of(off(program), ended(program, today), dormant(program, dormantDays, today), endless(program))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    static @Nullable Finding off(Subject program) {
        return program.enabled() ? null : Finding.of("PROGRAM_OFF");
    }

    static @Nullable Finding ended(Subject program, LocalDate today) {
        if (program.endsAt() == null) {
            return null;
        }
        LocalDate last = IndiaTime.dateOf(program.endsAt()).minusDays(1);
        return last.isBefore(today) ? Finding.of("PROGRAM_ENDED", last) : null;
    }

    static @Nullable Finding dormant(Subject program, long dormantDays, LocalDate today) {
        LocalDate limit = today.minusDays(dormantDays);
        if (program.lastUsedAt() == null) {
            return IndiaTime.dateOf(program.registeredAt()).isBefore(limit) ? Finding.of("PROGRAM_NEVER_USED") : null;
        }
        LocalDate last = IndiaTime.dateOf(program.lastUsedAt());
        return last.isBefore(limit) ? Finding.of("PROGRAM_DORMANT", last, dormantDays) : null;
    }

    static @Nullable Finding endless(Subject program) {
        return program.endsAt() == null ? Finding.of("PROGRAM_NO_END") : null;
    }
}
