package org.ltet.portal.documents.web;

import java.util.UUID;
import org.ltet.portal.documents.DocumentPages;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** The picture of a page as an HTTP answer; a browser keeps it, but must ask each time whether its reader still may. */
@Component
public class PagePictures {

    private final DocumentPages pages;
    private final CurrentUser currentUser;

    PagePictures(DocumentPages pages, CurrentUser currentUser) {
        this.pages = pages;
        this.currentUser = currentUser;
    }

    /** For the person of this request; 404 when it is not theirs to read or there is no such page. */
    public ResponseEntity<byte[]> of(UUID id, int number, int width, WebRequest request) {
        User reader = currentUser.get();
        String tag = "\"" + pages.tag(id, reader) + "-" + number + "-" + width + "\"";
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(DocumentResponse.common(tag))
                    .build();
        }
        byte[] jpeg = pages.picture(id, number, width, reader).jpeg();
        HttpHeaders headers = DocumentResponse.common(tag);
        headers.setContentType(MediaType.IMAGE_JPEG);
        return ResponseEntity.ok().headers(headers).body(jpeg);
    }
}
