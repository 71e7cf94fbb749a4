package org.ltet.portal.review.automatic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Switches automatic approval on and off, for one version of a scheme at a time (REV-6). It is off until one person has
 * proposed limits within those of the scheme and another has agreed; a new version of the scheme begins without. Anybody
 * who may propose or agree can end it alone, at once.
 */
@Component
public class AutomaticSettings {

    public static final int LONGEST_REASON = 1000;
    public static final int LONGEST_BLACKOUT_REASON = 200;
    public static final int LONGEST_BLACKOUT_DAYS = 92;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public record Blackout(UUID id, LocalDate firstDay, LocalDate lastDay, String reason) {}

    /** What a scheme leaves room for. */
    public record Room(SchemeVersion version, Money upTo, BigDecimal leastSample) {}

    private final SettingRows rows;
    private final Schemes schemes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AutomaticSettings(SettingRows rows, Schemes schemes, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.schemes = schemes;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the user may set limits for the scheme: they count in every company and region, and so has the role to. */
    public static boolean mayPropose(User user, String schemeCode) {
        return user.hasAllOf(Role.TRUST_ADMIN, schemeCode);
    }

    /** Whether the user may agree to limits for the scheme, and end them. */
    public static boolean mayDecide(User user, String schemeCode) {
        return mayPropose(user, schemeCode) || user.hasAllOf(Role.HEAD, schemeCode);
    }

    /** Whether the user may set and lift days: they count under every scheme. */
    public static boolean maySetDays(User user) {
        return user.hasEverywhere(Role.TRUST_ADMIN);
    }

    /** Those of schemes for which the user's role counts. */
    @Transactional(readOnly = true)
    public List<AutomaticSetting> all(User user) {
        requireReader(user);
        return rows.latest().stream()
                .filter(setting -> maySee(user, setting.schemeCode()))
                .toList();
    }

    private static boolean maySee(User user, String schemeCode) {
        return Stream.of(Role.TRUST_ADMIN, Role.HEAD)
                .flatMap(role -> user.scopeOf(role).stream())
                .anyMatch(scope -> scope.schemes().isEmpty() || scope.schemes().contains(schemeCode));
    }

    @Transactional(readOnly = true)
    public List<Blackout> blackouts(User user) {
        requireReader(user);
        return rows.blackouts(IndiaTime.today(clock));
    }

    /** The schemes in which a person need not always decide and for which the user may propose, by code. */
    public List<Room> rooms(User user) {
        return schemes.current(IndiaTime.today(clock)).stream()
                .filter(version -> version.definition().autoApproval() != null && mayPropose(user, version.code()))
                .map(AutomaticSettings::room)
                .toList();
    }

    private static Room room(SchemeVersion version) {
        SchemeDefinition.AutoApproval auto = version.definition().autoApproval();
        if (auto == null) {
            throw Refused.conflict("automatic.alwaysAPerson");
        }
        return new Room(
                version,
                auto.upTo(),
                HUNDRED.divide(BigDecimal.valueOf(auto.sampleOneIn()), 2, RoundingMode.CEILING)
                        .max(BigDecimal.ONE)
                        .min(HUNDRED));
    }

    /**
     * Counts for nothing until somebody else agrees.
     *
     * @throws Refused forbidden "automatic.notWholeScheme" for a role that counts in a part of the trust; invalid beyond
     *     what the scheme allows; conflict "automatic.alwaysAPerson", "automatic.waits"
     */
    @Transactional
    public UUID propose(NewSetting wanted, User by) {
        requireRole(by, Role.TRUST_ADMIN);
        SchemeVersion version = schemes.current(IndiaTime.today(clock)).stream()
                .filter(one -> one.code().equals(wanted.schemeCode()))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("scheme", "automatic.scheme"));
        require(mayPropose(by, version.code()), "automatic.notWholeScheme");
        Room room = room(version);
        if (!wanted.upTo().isPositive() || wanted.upTo().exceeds(room.upTo())) {
            throw Refused.invalidField("upTo", "automatic.upTo", room.upTo());
        }
        if (wanted.maxScore() < 0 || wanted.maxScore() > 100) {
            throw Refused.invalidField("maxScore", "risk.points", 100);
        }
        if (wanted.samplePercent().scale() > 2
                || wanted.samplePercent().compareTo(room.leastSample()) < 0
                || wanted.samplePercent().compareTo(HUNDRED) > 0) {
            throw Refused.invalidField(
                    "sample",
                    "automatic.sample",
                    room.leastSample().stripTrailingZeros().toPlainString());
        }
        Set<String> heads = version.definition().heads().stream()
                .map(SchemeDefinition.Head::code)
                .collect(Collectors.toSet());
        if (!heads.containsAll(wanted.heads())) {
            throw Refused.invalidField("heads", "automatic.heads");
        }
        String reason = words("reason", wanted.reason(), LONGEST_REASON);
        UUID id = Ids.next();
        try {
            rows.insert(
                    id,
                    new NewSetting(
                            wanted.schemeCode(),
                            wanted.upTo(),
                            wanted.maxScore(),
                            wanted.heads().stream().distinct().sorted().toList(),
                            wanted.samplePercent(),
                            reason),
                    version.id(),
                    by,
                    clock.instant());
        } catch (DuplicateKeyException e) {
            throw Refused.conflict("automatic.waits");
        }
        events.publishEvent(Audited.of("automatic.proposed", "automaticSetting", id)
                .inScheme(wanted.schemeCode())
                .changed("upTo", null, wanted.upTo())
                .changed("maxScore", null, wanted.maxScore())
                .changed("heads", null, String.join(", ", wanted.heads()))
                .changed("samplePercent", null, wanted.samplePercent())
                .because(reason));
        return id;
    }

    /** From now on the portal approves within it; a setting that ran for the same version ends. */
    @Transactional
    public void agree(UUID id, User by) {
        require(by.hasAny(Role.TRUST_ADMIN, Role.HEAD), "automatic.notAgreeing");
        AutomaticSetting setting = locked(id, by);
        if (setting.state() != AutomaticSetting.State.PROPOSED) {
            throw Refused.conflict("automatic.notProposed");
        }
        if (setting.proposed().number().equals(by.employeeNumber())) {
            throw Refused.forbidden("automatic.ownProposal");
        }
        rows.running(setting.schemeVersionId())
                .ifPresent(before -> end(before, "Replaced by setting " + setting.number(), by));
        rows.agree(id, by, clock.instant());
        events.publishEvent(Audited.of("automatic.agreed", "automaticSetting", id)
                .inScheme(setting.schemeCode())
                .changed("upTo", null, setting.upTo())
                .changed("maxScore", null, setting.maxScore())
                .changed("samplePercent", null, setting.samplePercent()));
    }

    /** Switches it off, or takes a proposal back: by one person, at once. */
    @Transactional
    public void end(UUID id, String reason, User by) {
        requireReader(by);
        AutomaticSetting setting = locked(id, by);
        if (setting.state() == AutomaticSetting.State.ENDED) {
            throw Refused.conflict("automatic.ended");
        }
        end(setting, words("reason", reason, LONGEST_REASON), by);
    }

    private AutomaticSetting locked(UUID id, User by) {
        AutomaticSetting setting = rows.lock(id)
                .filter(one -> maySee(by, one.schemeCode()))
                .orElseThrow(() -> Refused.notFound("automaticSetting"));
        require(mayDecide(by, setting.schemeCode()), "automatic.notWholeScheme");
        return setting;
    }

    private void end(AutomaticSetting setting, String reason, User by) {
        rows.end(setting.id(), reason, by, clock.instant());
        events.publishEvent(Audited.of("automatic.ended", "automaticSetting", setting.id())
                .inScheme(setting.schemeCode())
                .changed("state", setting.state(), AutomaticSetting.State.ENDED)
                .because(reason));
    }

    /** On these days nothing is approved without a person, under any scheme. */
    @Transactional
    public UUID setBlackout(LocalDate first, LocalDate last, String reason, User by) {
        requireRole(by, Role.TRUST_ADMIN);
        require(maySetDays(by), "automatic.notEverywhere");
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_BLACKOUT_DAYS))) {
            throw Refused.invalidField("lastDay", "automatic.blackoutDays", LONGEST_BLACKOUT_DAYS);
        }
        if (last.isBefore(IndiaTime.today(clock))) {
            throw Refused.invalidField("lastDay", "automatic.blackoutOver");
        }
        String words = words("blackoutReason", reason, LONGEST_BLACKOUT_REASON);
        UUID id = Ids.next();
        rows.insertBlackout(id, first, last, words, by.employeeNumber(), clock.instant());
        events.publishEvent(Audited.of("automatic.blackoutSet", "automaticBlackout", id)
                .changed("firstDay", null, first)
                .changed("lastDay", null, last)
                .because(words));
        return id;
    }

    @Transactional
    public void liftBlackout(UUID id, User by) {
        requireRole(by, Role.TRUST_ADMIN);
        require(maySetDays(by), "automatic.notEverywhere");
        if (!rows.lift(id, by.employeeNumber(), clock.instant())) {
            throw Refused.notFound("automaticBlackout");
        }
        events.publishEvent(Audited.of("automatic.blackoutLifted", "automaticBlackout", id));
    }

    private static String words(String field, String typed, int longest) {
        String words = typed.strip();
        if (words.isEmpty() || words.length() > longest) {
            throw Refused.invalidField(field, "automatic.reason", longest);
        }
        return words;
    }

    private static void requireReader(User user) {
        require(user.hasAny(Role.TRUST_ADMIN, Role.HEAD), "automatic.notYours");
    }

    private static void requireRole(User user, Role role) {
        require(user.has(role), "automatic.notYours");
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw Refused.forbidden(otherwise);
        }
    }
}
