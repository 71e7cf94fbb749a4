package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.PasswordChanges;
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

/** Changes one's own password, with the current one (ACC-2). */
@Controller
@AllowSignedIn
class PasswordController {

    private final PasswordChanges passwords;
    private final CurrentUser currentUser;

    PasswordController(PasswordChanges passwords, CurrentUser currentUser) {
        this.passwords = passwords;
        this.currentUser = currentUser;
    }

    @GetMapping("/account/password")
    ModelAndView form(Page page) {
        return view(page, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/account/password")
    Object change(
            @RequestParam MultiValueMap<String, String> typed,
            Page page,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        if (form.value("current").isEmpty()) {
            form.reject("current", "form.required");
        }
        NewPassword.read(form).filter(password -> !form.hasProblems()).ifPresent(password -> {
            try {
                passwords.change(currentUser.get().accountId(), form.value("current"), password, request);
            } catch (Refused refused) {
                form.reject(refused);
            }
        });
        if (form.hasProblems()) {
            return view(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "identity.passwordChanged");
        return "redirect:/account/security";
    }

    private ModelAndView view(Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/password", Map.of("page", page, "form", form, "shortest", passwords.shortest()), status);
    }
}
