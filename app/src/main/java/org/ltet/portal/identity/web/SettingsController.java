package org.ltet.portal.identity.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The settings of all modules on one page (ADM-6). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class SettingsController implements NavigationContribution {

    private final Settings settings;
    private final TransactionTemplate transactions;

    SettingsController(Settings settings, TransactionTemplate transactions) {
        this.settings = settings;
        this.transactions = transactions;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny("SYSTEM_ADMIN")
                ? List.of(new NavigationItem("/settings", "identity.settingsTitle", "lock", 95))
                : List.of();
    }

    @GetMapping("/settings")
    ModelAndView form(Page page) {
        Map<String, String> values = new HashMap<>();
        all().forEach(setting -> values.put(setting.key(), Long.toString(settings.count(setting))));
        return view(page, Form.of(values), HttpStatus.OK);
    }

    /** All that were sent, or none. */
    @FreshFactor
    @PostMapping("/settings")
    Object save(@RequestParam MultiValueMap<String, String> typed, Page page, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Map<Setting, Integer> wanted = new HashMap<>();
        for (Setting setting : all()) {
            if (typed.containsKey(setting.key())) {
                form.integer(setting.key(), Math.toIntExact(setting.least()), Math.toIntExact(setting.most()))
                        .ifPresent(value -> wanted.put(setting, value));
            }
        }
        if (form.hasProblems()) {
            return view(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        transactions.executeWithoutResult(status -> wanted.forEach(settings::change));
        Flash.success(redirect, "identity.settingsSaved");
        return "redirect:/settings";
    }

    private ModelAndView view(Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/settings", Map.of("page", page, "form", form, "groups", settings.groups()), status);
    }

    private List<Setting> all() {
        return settings.groups().stream()
                .flatMap(group -> group.settings().stream())
                .toList();
    }
}
