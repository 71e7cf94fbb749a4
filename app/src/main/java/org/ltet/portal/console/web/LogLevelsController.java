package org.ltet.portal.console.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.LogLevels;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What tells more in the log for a while (OPS-5). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class LogLevelsController {

    private static final String HOME = ConsoleController.HOME + "/logs";
    private static final int LONGEST_NAME = 200;
    private static final Map<String, String> USUAL =
            Map.of("logger", LogLevels.PORTAL, "level", LogLevels.Level.DEBUG.name(), "minutes", "60");

    private final LogLevels levels;

    LogLevelsController(LogLevels levels) {
        this.levels = levels;
    }

    @GetMapping(HOME)
    ModelAndView form(Page page) {
        return view(page, Form.of(USUAL), HttpStatus.OK);
    }

    @PostMapping(HOME)
    ModelAndView raise(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        String logger = form.requiredText("logger", LONGEST_NAME).orElse("");
        Optional<LogLevels.Level> level = form.choice(
                "level",
                name -> Arrays.stream(LogLevels.Level.values())
                        .filter(one -> one.name().equals(name))
                        .findFirst());
        Optional<Integer> minutes = form.integer("minutes", 1, Math.toIntExact(LogLevels.LONGEST.toMinutes()));
        if (!form.hasProblems()) {
            try {
                levels.raise(logger, level.orElseThrow(), Duration.ofMinutes(minutes.orElseThrow()));
                Flash.success(redirect, "console.levelSet", logger);
                return new ModelAndView("redirect:" + HOME);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return view(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping(HOME + "/restore")
    String restore(@RequestParam(defaultValue = "") String logger, RedirectAttributes redirect) {
        try {
            levels.restore(logger);
            Flash.success(redirect, "console.levelRestored", logger);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.NOT_FOUND) {
                throw refused;
            }
            Flash.attention(redirect, "console.gone");
        }
        return "redirect:" + HOME;
    }

    private ModelAndView view(Page page, Form form, HttpStatus status) {
        List<LogLevels.Raised> raised = levels.raised();
        return new ModelAndView("console/logs", Map.of("page", page, "form", form, "raised", raised), status);
    }
}
