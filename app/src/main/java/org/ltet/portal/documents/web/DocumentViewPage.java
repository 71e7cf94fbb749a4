package org.ltet.portal.documents.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.documents.PageWord;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.web.Page;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;

/** A document page by page (DOC-5): the view, and what it loads. */
@Controller
class DocumentViewPage {

    private final DocumentPages pages;
    private final PagePictures pictures;
    private final CurrentUser currentUser;

    DocumentViewPage(DocumentPages pages, PagePictures pictures, CurrentUser currentUser) {
        this.pages = pages;
        this.pictures = pictures;
        this.currentUser = currentUser;
    }

    @AllowSignedIn
    @GetMapping("/documents/{id}/view")
    ModelAndView view(Page page, @PathVariable UUID id, @RequestParam(value = "page", defaultValue = "1") int from) {
        return new ModelAndView(
                "documents/view",
                Map.of("page", page, "document", pages.view(id, from, currentUser.get(), page.words())));
    }

    @AllowSignedIn
    @GetMapping("/documents/{id}/pages/{number}")
    ResponseEntity<byte[]> picture(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(defaultValue = "1080") int width,
            WebRequest request) {
        return pictures.of(id, number, width, request);
    }

    /** Each word with its place, in the order in which they were read. */
    @AllowSignedIn
    @ResponseBody
    @GetMapping("/documents/{id}/pages/{number}/words")
    ResponseEntity<List<PageWord>> words(@PathVariable UUID id, @PathVariable int number) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(pages.words(id, number, currentUser.get()));
    }
}
