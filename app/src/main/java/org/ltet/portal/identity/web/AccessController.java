package org.ltet.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowAnyone;
import org.ltet.portal.identity.CodePurpose;
import org.ltet.portal.identity.PasswordChanges;
import org.ltet.portal.identity.Puzzles;
import org.ltet.portal.identity.Recovery;
import org.ltet.portal.shared.Refused;
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

/** The way in by a one-time code: first sign-in, forgotten password, locked account (ACC-1, ACC-2, ACC-3). */
@Controller
@AllowAnyone
class AccessController {

    private static final String STEPS = AccessController.class.getName();
    private static final Duration TO_CHOOSE_A_PASSWORD = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CODE = 20;

    /** How far a visitor has come; the person is known once the code was right. */
    private record Steps(
            String way,
            UUID requestId,
            CodePurpose purpose,
            @Nullable String person,
            @Nullable Instant until) implements Serializable {}

    private final Recovery recovery;
    private final PasswordChanges passwords;
    private final Puzzles puzzles;
    private final Clock clock;

    AccessController(Recovery recovery, PasswordChanges passwords, Puzzles puzzles, Clock clock) {
        this.recovery = recovery;
        this.passwords = passwords;
        this.puzzles = puzzles;
        this.clock = clock;
    }

    @GetMapping("/access/{way}")
    ModelAndView ask(@PathVariable String way, Page page) {
        purposeOf(way);
        return asking(way, page, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/access/{way}")
    Object send(
            @PathVariable String way,
            @RequestParam MultiValueMap<String, String> typed,
            Page page,
            HttpServletRequest request) {
        CodePurpose purpose = purposeOf(way);
        Form form = Form.of(typed);
        String name = form.requiredText("name", LONGEST_NAME).orElse("");
        if (form.hasProblems()) {
            return asking(way, page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            puzzles.take(form.value("_puzzle"), form.value("_solution"), request.getRemoteAddr());
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.TOO_MANY) {
                throw refused;
            }
            form.reject(refused);
            return asking(way, page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        UUID requestId = recovery.request(name, purpose, page.locale(), request.getRemoteAddr());
        request.getSession().setAttribute(STEPS, new Steps(way, requestId, purpose, null, null));
        return "redirect:/access/code";
    }

    @GetMapping("/access/code")
    Object code(Page page, HttpServletRequest request) {
        Steps steps = steps(request);
        return steps == null ? "redirect:/access/forgotten" : askingCode(steps, page, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/access/code")
    Object redeem(@RequestParam MultiValueMap<String, String> typed, Page page, HttpServletRequest request) {
        Steps steps = steps(request);
        if (steps == null) {
            return "redirect:/access/forgotten";
        }
        Form form = Form.of(typed);
        String code = form.requiredText("code", LONGEST_CODE).orElse("");
        if (form.hasProblems()) {
            return askingCode(steps, page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String person;
        try {
            person = recovery.redeem(steps.requestId(), steps.purpose(), code);
        } catch (Refused refused) {
            form.reject(refused);
            return askingCode(steps, page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        HttpSession session = request.getSession();
        // who knew the session's id before the code was given must not share in what it opens
        request.changeSessionId();
        if (steps.purpose() == CodePurpose.UNLOCK) {
            session.removeAttribute(STEPS);
            recovery.unlock(person);
            return "redirect:/sign-in?unlocked";
        }
        Instant until = clock.instant().plus(TO_CHOOSE_A_PASSWORD);
        session.setAttribute(STEPS, new Steps(steps.way(), steps.requestId(), steps.purpose(), person, until));
        return "redirect:/access/password";
    }

    @GetMapping("/access/password")
    Object password(Page page, HttpServletRequest request) {
        return person(request) == null
                ? "redirect:/access/forgotten"
                : askingPassword(page, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/access/password")
    Object setPassword(@RequestParam MultiValueMap<String, String> typed, Page page, HttpServletRequest request) {
        String person = person(request);
        if (person == null) {
            return "redirect:/access/forgotten";
        }
        Form form = Form.of(typed);
        NewPassword.read(form).ifPresent(password -> {
            try {
                recovery.setPassword(person, password);
            } catch (Refused refused) {
                form.reject(refused);
            }
        });
        if (form.hasProblems()) {
            return askingPassword(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        request.getSession().removeAttribute(STEPS);
        return "redirect:/sign-in?passwordSet";
    }

    private ModelAndView asking(String way, Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/access", Map.of("page", page, "form", form, "way", way, "puzzle", puzzles.issue()), status);
    }

    private static ModelAndView askingCode(Steps steps, Page page, Form form, HttpStatus status) {
        return new ModelAndView("identity/accessCode", Map.of("page", page, "form", form, "way", steps.way()), status);
    }

    private ModelAndView askingPassword(Page page, Form form, HttpStatus status) {
        return new ModelAndView(
                "identity/accessPassword",
                Map.of("page", page, "form", form, "shortest", passwords.shortest()),
                status);
    }

    private static CodePurpose purposeOf(String way) {
        return switch (way) {
            case "first", "forgotten" -> CodePurpose.PASSWORD;
            case "unlock" -> CodePurpose.UNLOCK;
            default -> throw Refused.notFound("page");
        };
    }

    private static @Nullable Steps steps(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(STEPS) instanceof Steps steps ? steps : null;
    }

    private @Nullable String person(HttpServletRequest request) {
        Steps steps = steps(request);
        return steps == null || steps.until() == null || clock.instant().isAfter(steps.until()) ? null : steps.person();
    }
}
