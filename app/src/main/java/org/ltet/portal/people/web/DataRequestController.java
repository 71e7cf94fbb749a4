package org.ltet.portal.people.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequestDesk;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Members' requests about their own data, for the trust to answer in time (PRO-5). */
@Controller
@Allow(Role.TRUST_ADMIN)
class DataRequestController {

    private static final int PAGE_SIZE = 25;
    private static final String HOME = "/data-requests/";

    private final DataRequestDesk desk;
    private final CurrentUser currentUser;
    private final Clock clock;

    DataRequestController(DataRequestDesk desk, CurrentUser currentUser, Clock clock) {
        this.desk = desk;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @GetMapping("/data-requests")
    ModelAndView list(
            Page page,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate due,
            @RequestParam(required = false) @Nullable UUID after) {
        List<DataRequest> found = desk.open(after == null ? null : due, after, PAGE_SIZE + 1, currentUser.get());
        List<DataRequest> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String more = found.size() > PAGE_SIZE
                ? "/data-requests?due=" + shown.getLast().dueOn() + "&after="
                        + shown.getLast().id()
                : "";
        return new ModelAndView(
                "people/dataRequests",
                Map.of(
                        "page", page,
                        "open", shown,
                        "more", more,
                        "closed", after == null ? desk.closed(currentUser.get()) : List.of(),
                        "today", IndiaTime.today(clock)));
    }

    @GetMapping("/data-requests/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        return view(page, desk.find(id, currentUser.get()), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/data-requests/{id}/take")
    String take(@PathVariable UUID id, @RequestParam(defaultValue = "-1") long version, RedirectAttributes redirect) {
        desk.find(id, currentUser.get());
        try {
            desk.take(id, version, currentUser.get());
            Flash.success(redirect, "people.requestTaken");
        } catch (Refused refused) {
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:" + HOME + id;
    }

    @PostMapping("/data-requests/{id}/ask")
    ModelAndView askBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        return act(
                page,
                id,
                Form.of(typed),
                redirect,
                "people.requestAskedBack",
                form -> desk.askBack(id, form.value("words"), version, currentUser.get()));
    }

    /** Of an erasure, this erases. */
    @FreshFactor
    @PostMapping("/data-requests/{id}/complete")
    ModelAndView complete(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        return act(
                page,
                id,
                Form.of(typed),
                redirect,
                "people.requestCompleted",
                form -> desk.complete(id, form.value("words"), version, currentUser.get()));
    }

    @PostMapping("/data-requests/{id}/refuse")
    ModelAndView refuse(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        LegalGround ground = form.choice("ground", LegalGround::read).orElse(null);
        return act(page, id, form, redirect, "people.requestRefused", typedForm -> {
            if (ground != null) {
                desk.refuse(id, ground, typedForm.value("words"), version, currentUser.get());
            }
        });
    }

    private interface Action {

        void on(Form form);
    }

    private ModelAndView act(
            Page page, UUID id, Form form, RedirectAttributes redirect, String message, Action action) {
        DataRequest request = desk.find(id, currentUser.get());
        form.requiredText("words", MyDataRequests.LONGEST);
        if (!form.hasProblems()) {
            try {
                action.on(form);
                Flash.success(redirect, message);
                return new ModelAndView("redirect:" + HOME + id);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return view(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView view(Page page, DataRequest request, Form form, HttpStatus status) {
        return new ModelAndView(
                "people/dataRequest",
                Map.of(
                        "page", page,
                        "request", request,
                        "form", form,
                        "mine", currentUser.get().employeeNumber().equals(request.assignedTo()),
                        "today", IndiaTime.today(clock)),
                status);
    }
}
