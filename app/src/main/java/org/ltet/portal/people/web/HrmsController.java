package org.ltet.portal.people.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.HrmsReject;
import org.ltet.portal.people.HrmsRun;
import org.ltet.portal.people.HrmsRun.Kind;
import org.ltet.portal.people.SynchroniseHrms;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The synchronisations with the HR system, for the system administrator (ITG-1). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class HrmsController {

    private static final int RUNS = 20;
    private static final int REJECTS = 50;

    private final SynchroniseHrms hrms;
    private final CurrentUser currentUser;

    HrmsController(SynchroniseHrms hrms, CurrentUser currentUser) {
        this.hrms = hrms;
        this.currentUser = currentUser;
    }

    @GetMapping("/operations/hrms")
    ModelAndView runs(Page page, @RequestParam(required = false) @Nullable UUID before) {
        List<HrmsRun> found = hrms.runs(before, RUNS + 1);
        List<HrmsRun> shown = found.subList(0, Math.min(RUNS, found.size()));
        String more = found.size() > RUNS
                ? "/operations/hrms?before=" + shown.getLast().id()
                : "";
        return new ModelAndView("people/hrmsRuns", Map.of("page", page, "runs", shown, "more", more));
    }

    @PostMapping("/operations/hrms")
    String synchroniseNow(@RequestParam Kind kind, RedirectAttributes redirect) {
        try {
            hrms.request(kind, currentUser.get().employeeNumber());
            Flash.success(redirect, "people.runRequested");
        } catch (Refused refused) {
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:/operations/hrms";
    }

    @GetMapping("/operations/hrms/{id}")
    ModelAndView run(Page page, @PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
        HrmsRun run = hrms.find(id);
        List<HrmsReject> found = hrms.rejects(id, after, REJECTS + 1);
        List<HrmsReject> shown = found.subList(0, Math.min(REJECTS, found.size()));
        String more = Optional.of(shown)
                .filter(rejects -> found.size() > REJECTS)
                .map(rejects ->
                        "/operations/hrms/" + id + "?after=" + rejects.getLast().id())
                .orElse("");
        return new ModelAndView("people/hrmsRun", Map.of("page", page, "run", run, "rejects", shown, "more", more));
    }
}
