package org.ltet.portal.applications.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes files of the pages piece by piece; without JavaScript they come whole, by the forms of the pages. */
@RestController
@Allow(Role.MEMBER)
@RequestMapping("/applications/{id}/edit/uploads")
class UploadsController {

    private final UploadAnswers answers;

    UploadsController(UploadAnswers answers) {
        this.answers = answers;
    }

    @PostMapping
    ResponseEntity<Void> begin(@PathVariable UUID id, HttpServletRequest request) {
        return answers.begin(id, request);
    }

    @GetMapping("/{upload}")
    ResponseEntity<UploadAnswers.UploadResource> look(
            @PathVariable UUID id, @PathVariable UUID upload, HttpServletRequest request) {
        return answers.look(id, upload, request);
    }

    @PostMapping("/{upload}")
    ResponseEntity<Void> append(@PathVariable UUID id, @PathVariable UUID upload, HttpServletRequest request) {
        return answers.append(id, upload, request);
    }

    @PostMapping("/{upload}/remove")
    ResponseEntity<Void> remove(@PathVariable UUID id, @PathVariable UUID upload, HttpServletRequest request) {
        return answers.remove(id, upload, request);
    }
}
