package org.ltet.portal.review.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.documents.DocumentBundle;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFiles;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** All documents of an application under review as one file, sent while it is made. */
@Component
public class BundleAnswer {

    private final ReviewFiles files;
    private final DocumentBundle bundle;
    private final CurrentUser currentUser;

    BundleAnswer(ReviewFiles files, DocumentBundle bundle, CurrentUser currentUser) {
        this.files = files;
        this.bundle = bundle;
        this.currentUser = currentUser;
    }

    public void send(UUID applicationId, HttpServletResponse response) throws IOException {
        User reader = currentUser.get();
        ReviewFile file = files.open(applicationId, reader);
        List<StoredDocument> documents = bundle.of(file.documents(), reader);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.task().number().replace('/', '-') + ".zip", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        bundle.write(documents, response.getOutputStream());
    }
}
