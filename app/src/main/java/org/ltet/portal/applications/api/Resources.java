package org.ltet.portal.applications.api;

import java.util.List;
import java.util.Locale;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.web.Etags;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes answers of applications: the resource with its documents, the steps in words, the ETag. */
@Component
class Resources {

    private final Documents documents;
    private final SchemeTexts texts;

    Resources(Documents documents, SchemeTexts texts) {
        this.documents = documents;
        this.texts = texts;
    }

    ResponseEntity<ApplicationResource> answer(ApplicationView view, Locale locale) {
        return answer(ResponseEntity.ok(), view, locale);
    }

    ResponseEntity<ApplicationResource> answer(
            ResponseEntity.BodyBuilder builder, ApplicationView view, Locale locale) {
        return builder.cacheControl(CacheControl.noStore())
                .eTag(Etags.of(view.version()))
                .body(ApplicationResource.of(view, documents(view), benefit(view.benefit(), locale)));
    }

    List<StoredDocument> documents(ApplicationView view) {
        return documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, view.id()));
    }

    private ApplicationResource.Benefit benefit(Benefit benefit, Locale locale) {
        return new ApplicationResource.Benefit(
                benefit.claimed().plain(),
                benefit.admitted().plain(),
                benefit.afterReimbursement().plain(),
                benefit.payable().plain(),
                benefit.steps().stream()
                        .map(step -> new ApplicationResource.Step(
                                step.code(),
                                texts.step(step, locale),
                                step.before().plain(),
                                step.after().plain()))
                        .toList(),
                benefit.refusals().stream()
                        .map(refusal -> texts.explain(refusal, locale))
                        .toList());
    }
}
