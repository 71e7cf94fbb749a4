package org.ltet.portal.review.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.automatic.AutomaticResults;
import org.ltet.portal.review.automatic.AutomaticSetting;
import org.ltet.portal.review.automatic.AutomaticSetting.Person;
import org.ltet.portal.review.automatic.AutomaticSettings;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** What the page of automatic approval shows (REV-6). */
@Component
public class AutomaticScreen {

    /** @param ended by whom and why; empty while it waits or runs */
    public record Setting(
            String id,
            String title,
            Wording.Pill state,
            String limits,
            String kinds,
            String proposed,
            String agreed,
            String ended,
            String reason,
            boolean mayAgree,
            boolean mayEnd,
            boolean proposal) {}

    public record Blackout(String id, String days, String reason) {}

    /** A kind of expense of the chosen scheme. */
    public record Kind(String code, String name) {}

    /**
     * @param scheme code of the scheme that is chosen to propose for; empty for none
     * @param kinds of that scheme
     */
    public record Model(
            List<Setting> settings,
            List<AutomaticResults.Result> results,
            List<Blackout> blackouts,
            boolean mayPropose,
            boolean maySetDays,
            Map<String, String> schemes,
            String scheme,
            String room,
            List<Kind> kinds,
            LocalDate today,
            Form form) {}

    private final AutomaticSettings settings;
    private final AutomaticResults results;
    private final Schemes schemes;

    AutomaticScreen(AutomaticSettings settings, AutomaticResults results, Schemes schemes) {
        this.settings = settings;
        this.results = results;
        this.schemes = schemes;
    }

    Model of(Page page, User user, String scheme, LocalDate today, Form form) {
        List<AutomaticSettings.Room> rooms = settings.rooms(user);
        AutomaticSettings.Room chosen = rooms.stream()
                .filter(room -> room.version().code().equals(scheme))
                .findFirst()
                .orElse(null);
        return new Model(
                settings.all(user).stream()
                        .map(setting -> setting(page, setting, user))
                        .toList(),
                results.latest(user),
                settings.blackouts(user).stream()
                        .map(one -> new Blackout(
                                one.id().toString(),
                                page.t("automatic.days", one.firstDay(), one.lastDay()),
                                one.reason()))
                        .toList(),
                !rooms.isEmpty(),
                AutomaticSettings.maySetDays(user),
                names(page, rooms),
                chosen == null ? "" : scheme,
                chosen == null
                        ? ""
                        : page.t(
                                "automatic.room",
                                chosen.upTo(),
                                chosen.leastSample().stripTrailingZeros().toPlainString()),
                chosen == null ? List.of() : kinds(page, chosen.version()),
                today,
                form);
    }

    private static Map<String, String> names(Page page, List<AutomaticSettings.Room> rooms) {
        Map<String, String> names = new LinkedHashMap<>();
        rooms.forEach(room -> names.put(
                room.version().code(),
                room.version().code() + " " + room.version().definition().name().in(page.locale())));
        return names;
    }

    private static List<Kind> kinds(Page page, SchemeVersion version) {
        return version.definition().heads().stream()
                .map(head -> new Kind(head.code(), head.label().in(page.locale())))
                .toList();
    }

    private Setting setting(Page page, AutomaticSetting setting, User user) {
        SchemeVersion version = schemes.version(setting.schemeVersionId());
        AutomaticSetting.State state = setting.state();
        boolean mayDecide = AutomaticSettings.mayDecide(user, setting.schemeCode());
        boolean proposal = state == AutomaticSetting.State.PROPOSED;
        String kinds = setting.heads().isEmpty()
                ? page.t("automatic.allKinds")
                : String.join(
                        ", ",
                        kinds(page, version).stream()
                                .filter(kind -> setting.heads().contains(kind.code()))
                                .map(Kind::name)
                                .toList());
        return new Setting(
                setting.id().toString(),
                page.t(
                        "automatic.settingOf",
                        setting.number(),
                        version.code() + " " + version.definition().name().in(page.locale()),
                        version.number()),
                pill(page, state),
                page.t(
                        "automatic.limits",
                        setting.upTo(),
                        setting.maxScore(),
                        setting.samplePercent().stripTrailingZeros().toPlainString()),
                kinds,
                person(page, "automatic.proposedBy", setting.proposed()),
                setting.agreed() == null ? "" : person(page, "automatic.agreedBy", setting.agreed()),
                setting.ended() == null
                        ? ""
                        : person(page, "automatic.endedBy", setting.ended()) + " " + setting.endReason(),
                setting.reason(),
                mayDecide && proposal && !setting.proposed().number().equals(user.employeeNumber()),
                mayDecide && state != AutomaticSetting.State.ENDED,
                proposal);
    }

    private static String person(Page page, String key, Person person) {
        return page.t(key, person.name(), person.at());
    }

    private static Wording.Pill pill(Page page, AutomaticSetting.State state) {
        String text = page.t("automatic.state." + state);
        return switch (state) {
            case PROPOSED -> new Wording.Pill("attention", "clock", text);
            case RUNNING -> new Wording.Pill("success", "check", text);
            case ENDED -> new Wording.Pill("quiet", "file", text);
        };
    }
}
