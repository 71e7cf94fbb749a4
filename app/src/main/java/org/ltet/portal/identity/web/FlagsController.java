package org.ltet.portal.identity.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessFlag;
import org.ltet.portal.identity.AccessFlags;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The work list of unusual use of the portal (ACC-7). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class FlagsController implements NavigationContribution {

    private static final String HOME = "/operations/flags";
    private static final int PAGE_SIZE = 50;
    private static final int LONGEST_NOTE = 500;

    private final AccessFlags flags;
    private final CurrentUser currentUser;

    FlagsController(AccessFlags flags, CurrentUser currentUser) {
        this.flags = flags;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "flags.title", "alert", 857))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView list(
            Page page,
            @RequestParam(defaultValue = "OPEN") String state,
            @RequestParam(required = false) @Nullable UUID before) {
        return show(page, state(state), before, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView show(Page page, AccessFlag.State state, @Nullable UUID before, Form form, HttpStatus status) {
        List<AccessFlag> found = flags.page(state, before, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            model.put(
                    "next",
                    HOME + "?state=" + state + "&before=" + found.getLast().id());
        }
        model.put("page", page);
        model.put("form", form);
        model.put("flags", found);
        model.put("state", state);
        return new ModelAndView("identity/flags", model, status);
    }

    @PostMapping(HOME + "/{id}/{state}")
    ModelAndView handle(
            Page page,
            @PathVariable UUID id,
            @PathVariable String state,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        AccessFlag flag = flags.get(id);
        Form form = Form.of(typed);
        String field = "note-" + id;
        String note = form.requiredText(field, LONGEST_NOTE).orElse("");
        if (!form.hasProblems()) {
            try {
                flags.handle(
                        id,
                        state.equals("close") ? AccessFlag.State.CLOSED : AccessFlag.State.LOOKED_AT,
                        note,
                        currentUser.get());
                Flash.success(redirect, "flags.noted");
                return new ModelAndView("redirect:" + HOME + "?state=" + flag.state());
            } catch (Refused refused) {
                form.reject(
                        field, "refused." + refused.code(), refused.arguments().toArray());
            }
        }
        return show(page, flag.state(), null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static AccessFlag.State state(String name) {
        return Arrays.stream(AccessFlag.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(AccessFlag.State.OPEN);
    }
}
