package org.ltet.portal.applications.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Lifecycle;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.applications.WithdrawApplication;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Templates;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where one application stands, what was said about it, and taking it back (APP-7, APP-9). */
@Controller
@Allow(Role.MEMBER)
class TrackController {

    /** Characters that XML cannot hold, wherever they came from. */
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final OwnApplications own;
    private final WithdrawApplication withdrawApplication;
    private final Whole whole;
    private final Cards cards;
    private final Templates templates;
    private final Pdf pdf;
    private final OriginalsRegister register;
    private final OriginalsLetterPdf letters;
    private final Clock clock;

    TrackController(
            OwnApplications own,
            WithdrawApplication withdrawApplication,
            Whole whole,
            Cards cards,
            Templates templates,
            Pdf pdf,
            OriginalsRegister register,
            OriginalsLetterPdf letters,
            Clock clock) {
        this.own = own;
        this.withdrawApplication = withdrawApplication;
        this.whole = whole;
        this.cards = cards;
        this.templates = templates;
        this.pdf = pdf;
        this.register = register;
        this.letters = letters;
        this.clock = clock;
    }

    @GetMapping("/applications/{id}")
    ModelAndView track(Page page, @PathVariable UUID id) {
        ApplicationView view = own.get(id);
        if (view.state() == ApplicationState.DRAFT) {
            return new ModelAndView("redirect:/applications/" + id + "/edit");
        }
        Whole.Parts parts = whole.of(view, page.words());
        NextStep.Situation situation =
                new NextStep.Situation(view.state(), view.level(), view.draftExpiresOn(), view.paidOn(), cards.due(id));
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("parts", parts);
        model.put("pill", StatePill.of(view.state()));
        model.put("next", NextStep.of(situation, parts.definition(), clock.instant()));
        model.put("milestones", Milestone.of(view));
        model.put("happenings", Happening.of(view));
        model.put("mayWithdraw", mayWithdraw(view));
        model.put("letter", Letters.of(view).isPresent());
        model.put("asked", Optional.ofNullable(EditScreens.asked(view)));
        model.put(
                "originals",
                register.of(id, own.user()).stream()
                        .map(letter -> OriginalsPart.of(page, letter, parts.definition()))
                        .toList());
        return new ModelAndView("applications/track", model);
    }

    private static boolean mayWithdraw(ApplicationView view) {
        return Lifecycle.moves(view.position(), ActingRole.MEMBER).contains(Lifecycle.Move.WITHDRAW);
    }

    @GetMapping("/applications/{id}/withdraw")
    ModelAndView confirmWithdrawal(Page page, @PathVariable UUID id) {
        ApplicationView view = own.get(id);
        if (!mayWithdraw(view)) {
            throw new HandedInAlready(id);
        }
        return confirmation(
                page,
                new Confirmation(
                        Said.of("applications.withdraw.title"),
                        Said.of("applications.withdraw.text", String.valueOf(view.number()), scheme(page, view)),
                        "applications.withdraw",
                        "/applications/" + id + "/withdraw",
                        "/applications/" + id,
                        view.version(),
                        true));
    }

    @PostMapping("/applications/{id}/withdraw")
    String withdraw(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        ApplicationView view = own.get(id);
        try {
            withdrawApplication.withdraw(id, Form.of(typed).value("comment"), own.user());
            Flash.success(redirect, "applications.withdrawn", String.valueOf(view.number()));
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:/applications/" + id;
    }

    @GetMapping("/applications/{id}/discard")
    ModelAndView confirmDiscard(Page page, @PathVariable UUID id) {
        ApplicationView view = own.get(id);
        if (view.state() != ApplicationState.DRAFT) {
            throw new HandedInAlready(id);
        }
        return confirmation(
                page,
                new Confirmation(
                        Said.of("applications.discard.title"),
                        Said.of("applications.discard.text", scheme(page, view), view.beneficiaryName()),
                        "applications.discard",
                        "/applications/" + id + "/discard",
                        "/applications/" + id + "/edit",
                        view.version(),
                        false));
    }

    @PostMapping("/applications/{id}/discard")
    String discard(@PathVariable UUID id, RedirectAttributes redirect) {
        ApplicationView view = own.get(id);
        if (view.state() != ApplicationState.DRAFT && view.state() != ApplicationState.DISCARDED) {
            throw new HandedInAlready(id);
        }
        withdrawApplication.discard(id, own.user());
        Flash.success(redirect, "applications.discarded");
        return "redirect:/applications";
    }

    /** The application as handed in, to print or to keep. */
    @GetMapping("/applications/{id}/form.pdf")
    ResponseEntity<byte[]> form(Page page, @PathVariable UUID id) {
        ApplicationView view = own.get(id);
        String number = view.number();
        if (number == null) {
            throw Refused.notFound("form");
        }
        String xhtml =
                templates.render("applications/form", Map.of("page", page, "parts", whole.of(view, page.words())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.render(xhtml.replaceAll(NOT_XML, ""), out);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PDF);
        headers.setCacheControl(CacheControl.noStore());
        headers.setContentDisposition(ContentDisposition.inline()
                .filename(number.replace('/', '-') + ".pdf", StandardCharsets.UTF_8)
                .build());
        return ResponseEntity.ok().headers(headers).body(out.toByteArray());
    }

    /** To print, and to send with the original papers. */
    @GetMapping("/applications/{id}/originals/{number}/letter.pdf")
    ResponseEntity<byte[]> letter(Page page, @PathVariable UUID id, @PathVariable String number) {
        return letters.of(page, own.get(id), number, own.user());
    }

    private static ModelAndView confirmation(Page page, Confirmation confirmation) {
        return new ModelAndView("applications/confirm", Map.of("page", page, "confirmation", confirmation));
    }

    private String scheme(Page page, ApplicationView view) {
        return whole.definition(view).name().in(page.locale());
    }
}
