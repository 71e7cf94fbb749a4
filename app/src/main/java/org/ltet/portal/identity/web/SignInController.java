package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.Puzzles;
import org.ltet.portal.web.Addresses;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

@Controller
@AllowAnyone
class SignInController {

    private static final List<String> NOTICES =
            List.of("locked", "failed", "signedOut", "unlocked", "passwordSet", "expired", "check", "outside");

    /** After these the next attempt needs a solved puzzle. */
    private static final Set<String> TRIED_BEFORE = Set.of("failed", "locked", "check", "unlocked");

    private final LocaleResolver locales;
    private final Puzzles puzzles;

    SignInController(LocaleResolver locales, Puzzles puzzles) {
        this.locales = locales;
        this.puzzles = puzzles;
    }

    @GetMapping("/sign-in")
    ModelAndView form(Page page, HttpServletRequest request) {
        String notice = NOTICES.stream()
                .filter(name -> request.getParameter(name) != null)
                .findFirst()
                .orElse("");
        Map<String, Object> model = new HashMap<>(Map.of("page", page, "notice", notice, "form", typed(request)));
        if (TRIED_BEFORE.contains(notice)) {
            model.put("puzzle", puzzles.issue());
        }
        return new ModelAndView("identity/signIn", model);
    }

    private static Form typed(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute("portal.typedName") instanceof String name
                ? Form.of(Map.of("number", name))
                : Form.empty();
    }

    @PostMapping("/language")
    String language(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        locales.setLocale(request, response, Locale.of(language.equals("hi") ? "hi" : "en"));
        return "redirect:" + (Addresses.isOwn(back) ? back : "/");
    }
}
