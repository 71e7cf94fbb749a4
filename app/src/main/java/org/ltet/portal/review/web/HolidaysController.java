package org.ltet.portal.review.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.EditHolidays;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The trust's holidays (REV-7). */
@Controller
@Allow({Role.TRUST_ADMIN, Role.SYSTEM_ADMIN})
class HolidaysController implements NavigationContribution {

    private static final String HOME = "/operations/holidays";
    private static final int ORDER = 845;
    private static final int LONGEST = 100;

    private final EditHolidays holidays;
    private final CurrentUser currentUser;
    private final Clock clock;

    HolidaysController(EditHolidays holidays, CurrentUser currentUser, Clock clock) {
        this.holidays = holidays;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.TRUST_ADMIN.name(), Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "review.holidays", "clock", ORDER))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView all(Page page) {
        return shown(page, Form.empty());
    }

    @PostMapping(HOME)
    Object add(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<LocalDate> day = form.date("day");
        if (day.isEmpty() && form.problem("day") == null) {
            form.reject("day", "refused.review.holidayDayMissing");
        }
        form.requiredText("nameEn", LONGEST);
        form.requiredText("nameHi", LONGEST);
        if (!form.hasProblems()) {
            try {
                holidays.add(day.orElseThrow(), form.value("nameEn"), form.value("nameHi"), currentUser.get());
                Flash.success(redirect, "review.holidayAdded");
                return "redirect:" + HOME;
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        ModelAndView again = shown(page, form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @PostMapping(HOME + "/{day}/remove")
    String remove(
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day, RedirectAttributes redirect) {
        holidays.remove(day, currentUser.get());
        Flash.success(redirect, "review.holidayRemoved");
        return "redirect:" + HOME;
    }

    private ModelAndView shown(Page page, Form form) {
        LocalDate today = IndiaTime.today(clock);
        return new ModelAndView(
                "review/holidays",
                Map.of("page", page, "holidays", holidays.from(today.getYear()), "today", today, "form", form));
    }
}
