package org.ltet.portal.applications.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The letter of sanction or rejection, for the member and for those who decide and pay. */
@Controller
class LetterController {

    private final Letters letters;
    private final OwnApplications own;
    private final CurrentUser currentUser;

    LetterController(Letters letters, OwnApplications own, CurrentUser currentUser) {
        this.letters = letters;
        this.own = own;
        this.currentUser = currentUser;
    }

    /** In the language in which the member reads the portal. */
    @Allow(Role.MEMBER)
    @GetMapping("/applications/{id}/letter.pdf")
    ResponseEntity<byte[]> toMember(Page page, @PathVariable UUID id) {
        own.get(id);
        return letters.answer(id, page.locale().getLanguage(), own.user());
    }

    /** In the language in which the member is written to, or in the one asked for. */
    @Allow({
        Role.SCRUTINY_OFFICER,
        Role.SUB_PANEL_MEMBER,
        Role.APEX_PANEL_MEMBER,
        Role.ACCOUNTS_OFFICER,
        Role.ACCOUNTS_APPROVER,
        Role.HEAD
    })
    @GetMapping("/decisions/{id}/letter.pdf")
    ResponseEntity<byte[]> toStaff(@PathVariable UUID id, @RequestParam(required = false) @Nullable String language) {
        return letters.answer(id, language, currentUser.get());
    }
}
