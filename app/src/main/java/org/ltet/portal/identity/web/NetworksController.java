package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.RoleNetworks;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From where staff roles may be used (ACC-7). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class NetworksController implements NavigationContribution {

    private static final String HOME = "/operations/networks";
    private static final int LONGEST = 4_000;

    private final RoleNetworks networks;
    private final CurrentUser currentUser;

    NetworksController(RoleNetworks networks, CurrentUser currentUser) {
        this.networks = networks;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "networks.title", "lock", 858))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView form(Page page, HttpServletRequest request) {
        Map<String, String> values = new HashMap<>();
        networks.all().forEach((role, ranges) -> values.put(role.name(), String.join("\n", ranges)));
        return view(page, Form.of(values), request, HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping(HOME)
    ModelAndView save(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Map<Role, List<String>> wanted = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            if (role != Role.MEMBER && typed.containsKey(role.name())) {
                form.text(role.name(), LONGEST);
                wanted.put(role, ranges(form.value(role.name())));
            }
        }
        if (!form.hasProblems()) {
            try {
                networks.change(wanted, currentUser.get(), request.getRemoteAddr());
                Flash.success(redirect, "networks.saved");
                return new ModelAndView("redirect:" + HOME);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return view(page, form, request, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<String> ranges(String text) {
        return Arrays.stream(text.split("[\\s,;]+"))
                .filter(range -> !range.isEmpty())
                .toList();
    }

    private static ModelAndView view(Page page, Form form, HttpServletRequest request, HttpStatus status) {
        return new ModelAndView(
                "identity/networks",
                Map.of(
                        "page",
                        page,
                        "form",
                        form,
                        "address",
                        request.getRemoteAddr(),
                        "roles",
                        Arrays.stream(Role.values())
                                .filter(role -> role != Role.MEMBER)
                                .toList()),
                status);
    }
}
