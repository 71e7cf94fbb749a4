package org.ltet.portal.identity.web;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ltet.portal.identity.AccountDetails;
import org.ltet.portal.identity.AccountSummary;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ChangeRoles;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FindAccounts;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.LockAccounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.SignInHistory;
import org.ltet.portal.shared.IndiaTime;
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
import org.springframework.web.util.UriComponentsBuilder;

/** People and their roles, for the system admin (ADM-3, ACC-5). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class PeopleController implements NavigationContribution {

    private static final int PAGE_SIZE = 50;
    private static final int SIGN_INS_SHOWN = 20;
    private static final int LONGEST_REASON = 500;
    private static final String HOME = "/operations/people";

    private final FindAccounts find;
    private final ChangeRoles roles;
    private final LockAccounts locks;
    private final SignInHistory history;
    private final CurrentUser currentUser;
    private final Clock clock;

    PeopleController(
            FindAccounts find,
            ChangeRoles roles,
            LockAccounts locks,
            SignInHistory history,
            CurrentUser currentUser,
            Clock clock) {
        this.find = find;
        this.roles = roles;
        this.locks = locks;
        this.history = history;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "accounts.title", "users", 850))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView search(
            Page page,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "") String after) {
        Form form = Form.of(typed);
        String who = form.value("q");
        FindAccounts.Wanted wanted = new FindAccounts.Wanted(
                who,
                RoleForm.role(form.value("role")).orElse(null),
                who.isBlank() && !form.has("locked"),
                form.has("locked"));
        List<AccountSummary> found = find.page(wanted, after, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            model.put(
                    "next",
                    UriComponentsBuilder.fromPath(HOME)
                            .queryParams(typed)
                            .replaceQueryParam("after", found.getLast().employeeNumber())
                            .encode()
                            .toUriString());
        }
        model.put("page", page);
        model.put("form", form);
        model.put("accounts", found);
        model.put("roles", roleNames(page));
        return new ModelAndView("identity/people", model);
    }

    @GetMapping(HOME + "/{number}")
    ModelAndView one(Page page, @PathVariable String number) {
        return show(page, number, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView show(Page page, String number, Form form, HttpStatus status) {
        AccountDetails account = find.details(number);
        return new ModelAndView(
                "identity/person",
                Map.of(
                        "page", page,
                        "form", form,
                        "account", account,
                        "signIns", history.latest(account.account().id(), SIGN_INS_SHOWN),
                        "own", account.account().id().equals(currentUser.get().accountId()),
                        "roles", roleNames(page),
                        "today", IndiaTime.dateOf(clock.instant())),
                status);
    }

    @FreshFactor
    @PostMapping(HOME + "/{number}/roles")
    ModelAndView grant(
            Page page,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "0") long version,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return RoleForm.read(form)
                .map(grant -> act(
                        page,
                        number,
                        form,
                        redirect,
                        "accounts.granted",
                        reason -> roles.grant(number, grant, version, currentUser.get())))
                .orElseGet(() -> show(page, number, form, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @FreshFactor
    @PostMapping(HOME + "/{number}/roles/{role}/revoke")
    ModelAndView revoke(
            Page page,
            @PathVariable String number,
            @PathVariable String role,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "0") long version,
            RedirectAttributes redirect) {
        Role held = RoleForm.role(role).orElseThrow(() -> Refused.notFound("role"));
        return act(
                page,
                number,
                Form.of(typed),
                redirect,
                "accounts.revoked",
                reason -> roles.revoke(number, held, reason, version, currentUser.get()));
    }

    @FreshFactor
    @PostMapping(HOME + "/{number}/lock")
    ModelAndView lock(
            Page page,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "0") long version,
            RedirectAttributes redirect) {
        return act(
                page,
                number,
                Form.of(typed),
                redirect,
                "accounts.nowLocked",
                reason -> locks.lock(number, reason, version, currentUser.get()));
    }

    @FreshFactor
    @PostMapping(HOME + "/{number}/unlock")
    ModelAndView unlock(
            Page page,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "0") long version,
            RedirectAttributes redirect) {
        return act(
                page,
                number,
                Form.of(typed),
                redirect,
                "accounts.nowOpen",
                reason -> locks.unlock(number, reason, version, currentUser.get()));
    }

    @PostMapping(HOME + "/{number}/sign-out")
    ModelAndView signOut(
            Page page,
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        return act(
                page,
                number,
                Form.of(typed),
                redirect,
                "accounts.signedOut",
                reason -> locks.signOut(number, reason, currentUser.get()));
    }

    /** Takes the reason, does it, and shows the person again; what was refused stands at its field. */
    private ModelAndView act(
            Page page, String number, Form form, RedirectAttributes redirect, String done, Consumer<String> action) {
        AccountDetails account = find.details(number);
        String reason = form.requiredText("reason", LONGEST_REASON).orElse("");
        if (!form.hasProblems()) {
            try {
                action.accept(reason);
                Flash.success(redirect, done, account.account().displayName());
                return new ModelAndView(
                        "redirect:" + HOME + "/" + account.account().employeeNumber());
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.NOT_FOUND) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        return show(page, number, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Map<String, String> roleNames(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        Arrays.stream(Role.values())
                .filter(role -> role != Role.MEMBER)
                .forEach(role -> names.put(role.name(), page.t("accounts.role." + role)));
        return names;
    }
}
