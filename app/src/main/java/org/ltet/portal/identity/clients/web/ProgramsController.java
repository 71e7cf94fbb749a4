package org.ltet.portal.identity.clients.web;

import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.clients.Permissions;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The programs that one permitted to act in one's name, and the end of it. */
@Controller
@AllowSignedIn
class ProgramsController {

    private final Permissions permissions;
    private final CurrentUser currentUser;

    ProgramsController(Permissions permissions, CurrentUser currentUser) {
        this.permissions = permissions;
        this.currentUser = currentUser;
    }

    @GetMapping("/account/programs")
    ModelAndView list(Page page) {
        return new ModelAndView(
                "identity/programs", Map.of("page", page, "permissions", permissions.of(currentUser.get())));
    }

    @PostMapping("/account/programs/{id}/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        permissions.end(currentUser.get(), id);
        Flash.success(redirect, "clients.permissionEnded");
        return "redirect:/account/programs";
    }
}
