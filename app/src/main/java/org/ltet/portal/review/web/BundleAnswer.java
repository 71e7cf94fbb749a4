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
import org.ltet.portal.shared.Audited;
import org.ltet.portal.web.Words;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All documents of an application under review as one file, sent while it is made. */
@Component
public class BundleAnswer {

    private final ReviewFiles files;
    private final DocumentBundle bundle;
    private final CurrentUser currentUser;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    BundleAnswer(
            ReviewFiles files,
            DocumentBundle bundle,
            CurrentUser currentUser,
            MessageSource messages,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.files = files;
        this.bundle = bundle;
        this.currentUser = currentUser;
        this.messages = messages;
        this.events = events;
        this.transactions = transactions;
    }

    public void send(UUID applicationId, HttpServletResponse response) throws IOException {
        User reader = currentUser.get();
        ReviewFile file = files.open(applicationId, reader);
        List<StoredDocument> documents = bundle.of(file.documents(), reader);
        transactions.executeWithoutResult(
                status -> events.publishEvent(Audited.of("task.bundled", "application", applicationId)
                        .inApplication(applicationId, file.task().schemeCode())
                        .changed("rows", null, documents.size())));
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.task().number().replace('/', '-') + ".zip", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Words words = new Words(messages, LocaleContextHolder.getLocale());
        int written = bundle.write(documents, reader, words, response.getOutputStream());
        if (written < documents.size()) {
            transactions.executeWithoutResult(
                    status -> events.publishEvent(Audited.of("task.bundledInPart", "application", applicationId)
                            .inApplication(applicationId, file.task().schemeCode())
                            .changed("rows", documents.size(), written)));
        }
    }
}
