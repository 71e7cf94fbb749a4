package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.web.Addresses;
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
            List.of("locked", "failed", "signedOut", "unlocked", "passwordSet", "expired");

    private final LocaleResolver locales;

    SignInController(LocaleResolver locales) {
        this.locales = locales;
    }

    @GetMapping("/sign-in")
    ModelAndView form(Page page, HttpServletRequest request) {
        String notice = NOTICES.stream()
                .filter(name -> request.getParameter(name) != null)
                .findFirst()
                .orElse("");
        return new ModelAndView("identity/signIn", Map.of("page", page, "notice", notice));
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
