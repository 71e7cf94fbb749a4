package org.ltet.portal.people.web;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.operations.Retention;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.ConsentPurpose;
import org.ltet.portal.people.Consents;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the portal keeps about the member, what the member agreed to, and what the member asks for (PRO-5). */
@Controller
@AllowSignedIn
class MyDataController {

    private static final String REQUESTS = "/my-data/requests/";

    private final CurrentUser currentUser;
    private final People people;
    private final Consents consents;
    private final MyDataRequests requests;
    private final Retention retention;
    private final Clock clock;

    MyDataController(
            CurrentUser currentUser,
            People people,
            Consents consents,
            MyDataRequests requests,
            Retention retention,
            Clock clock) {
        this.currentUser = currentUser;
        this.people = people;
        this.consents = consents;
        this.requests = requests;
        this.retention = retention;
        this.clock = clock;
    }

    @GetMapping("/my-data")
    ModelAndView overview(Page page) {
        Optional<Member> member = people.byEmployeeNumber(currentUser.get().employeeNumber());
        if (member.isEmpty()) {
            return new ModelAndView("people/noProfile", Map.of("page", page));
        }
        UUID id = member.get().id();
        return new ModelAndView(
                "people/myData",
                Map.of(
                        "page", page,
                        "noticeRead", consents.given(id, ConsentPurpose.NOTICE),
                        "consents", consents.history(id),
                        "requests", requests.all(currentUser.get()),
                        "schedule", retention.schedule(),
                        "now", clock.instant(),
                        "today", IndiaTime.today(clock)));
    }

    @PostMapping("/my-data/notice")
    String noticeRead(RedirectAttributes redirect) {
        Member member = own();
        consents.noticeRead(member.id(), Way.SCREEN, member.employeeNumber());
        Flash.success(redirect, "people.noticeNoted");
        return "redirect:/my-data";
    }

    @GetMapping("/my-data/new/{kind}")
    ModelAndView form(Page page, @PathVariable String kind) {
        own();
        return form(page, kind(kind), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-data/new/{kind}")
    ModelAndView ask(
            Page page,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Kind which = kind(kind);
        own();
        Form form = Form.of(typed);
        String words = form.text("words", MyDataRequests.LONGEST).orElse("");
        if (!form.hasProblems()) {
            try {
                UUID id = requests.ask(which, words, currentUser.get());
                Flash.success(redirect, "people.requestSent." + which);
                return new ModelAndView("redirect:" + REQUESTS + id);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return form(page, which, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/my-data/requests/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        return view(page, requests.find(id, currentUser.get()), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-data/requests/{id}/answer")
    ModelAndView answer(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(defaultValue = "-1") long version,
            RedirectAttributes redirect) {
        DataRequest request = requests.find(id, currentUser.get());
        Form form = Form.of(typed);
        String words = form.requiredText("words", MyDataRequests.LONGEST).orElse("");
        if (!form.hasProblems()) {
            try {
                requests.answer(id, words, version, currentUser.get());
                Flash.success(redirect, "people.requestAnswered");
                return new ModelAndView("redirect:" + REQUESTS + id);
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return view(page, request, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/my-data/requests/{id}/withdrawal")
    String withdraw(
            @PathVariable UUID id, @RequestParam(defaultValue = "-1") long version, RedirectAttributes redirect) {
        try {
            requests.withdraw(id, version, currentUser.get());
            Flash.success(redirect, "people.requestWithdrawn");
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND) {
                throw refused;
            }
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:" + REQUESTS + id;
    }

    private ModelAndView view(Page page, DataRequest request, Form form, HttpStatus status) {
        return new ModelAndView(
                "people/myRequest",
                Map.of("page", page, "request", request, "form", form, "now", clock.instant()),
                status);
    }

    private static ModelAndView form(Page page, Kind kind, Form form, HttpStatus status) {
        return new ModelAndView("people/newRequest", Map.of("page", page, "kind", kind, "form", form), status);
    }

    private static Kind kind(String text) {
        return Kind.read(text).orElseThrow(() -> Refused.notFound("dataRequest"));
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }
}
