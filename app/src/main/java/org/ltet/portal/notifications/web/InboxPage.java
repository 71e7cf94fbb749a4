package org.ltet.portal.notifications.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.notifications.Inbox;
import org.ltet.portal.notifications.NoticeView;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Pages;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's notices, and the number at the bell. */
@Controller
@AllowSignedIn
class InboxPage {

    private static final int PAGE = 20;

    private final Inbox inbox;
    private final CurrentUser currentUser;
    private final Pages pages;

    InboxPage(Inbox inbox, CurrentUser currentUser, Pages pages) {
        this.inbox = inbox;
        this.pages = pages;
        this.currentUser = currentUser;
    }

    @GetMapping("/inbox")
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable UUID before) {
        Inbox.Part part = inbox.page(currentUser.get(), before, PAGE, page.locale());
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("page", page);
        model.put("notices", part.notices());
        model.put("more", part.next() == null ? null : "/inbox?before=" + part.next());
        model.put("language", inbox.language(currentUser.get()));
        return new ModelAndView("notifications/inbox", model);
    }

    @GetMapping("/inbox/{id}")
    ModelAndView open(@PathVariable UUID id, Locale locale, HttpServletRequest request) {
        NoticeView notice = inbox.open(id, currentUser.get(), locale);
        // made afterwards, so that its bell does not count this notice any more
        Page page = pages.of(request);
        return new ModelAndView("notifications/notice", Map.of("page", page, "notice", notice));
    }

    /** The number at the bell; asked for now and then by the page. */
    @GetMapping(path = "/inbox/unread", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> unread(Page page) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(page.unread() == 0 ? "" : Integer.toString(page.unread()));
    }

    @PostMapping("/inbox/read-all")
    String readAll() {
        inbox.markAllRead(currentUser.get());
        return "redirect:/inbox";
    }

    @PostMapping("/inbox/language")
    String language(@RequestParam String language, RedirectAttributes redirect) {
        inbox.setLanguage(currentUser.get(), language);
        Flash.success(redirect, "notifications.languageSaved");
        return "redirect:/inbox";
    }
}
