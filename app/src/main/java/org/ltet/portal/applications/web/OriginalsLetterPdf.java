package org.ltet.portal.applications.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.documents.Barcode;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Templates;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The covering letter that lies on the original papers: its number, as text and as bars, is how they are found again. */
@Component
public class OriginalsLetterPdf {

    /** Characters that XML cannot hold, wherever they came from. */
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final OriginalsRegister register;
    private final Schemes schemes;
    private final Templates templates;
    private final Pdf pdf;
    private final List<String> address;

    OriginalsLetterPdf(
            OriginalsRegister register,
            Schemes schemes,
            Templates templates,
            Pdf pdf,
            @Value("${portal.applications.originals-address}") List<String> address) {
        this.register = register;
        this.schemes = schemes;
        this.templates = templates;
        this.pdf = pdf;
        this.address = List.copyOf(address);
    }

    /** @throws Refused not found when the application has no letter of this number */
    public ResponseEntity<byte[]> of(Page page, ApplicationView application, String number, User user) {
        UUID id = application.id();
        OriginalsLetter letter = register.of(id, user).stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("originals"));
        SchemeDefinition scheme = schemes.version(application.schemeVersionId()).definition();
        String xhtml = templates.render(
                "applications/originalsLetter",
                Map.of(
                        "page",
                        page,
                        "application",
                        application,
                        "scheme",
                        scheme.name().in(page.locale()),
                        "letter",
                        OriginalsPart.of(page, letter, scheme),
                        "barcode",
                        Barcode.of(letter.number()),
                        "address",
                        address));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.render(xhtml.replaceAll(NOT_XML, ""), out);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PDF);
        headers.setCacheControl(CacheControl.noStore());
        headers.setContentDisposition(ContentDisposition.inline()
                .filename(letter.number() + ".pdf", StandardCharsets.UTF_8)
                .build());
        return ResponseEntity.ok().headers(headers).body(out.toByteArray());
    }
}
