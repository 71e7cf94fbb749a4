package org.ltet.portal.applications.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Lifecycle;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.applications.spi.MemberLanguage;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Words;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The trust's letter to the member about a decision: what was sanctioned and how it was reckoned, or why nothing was. In
 * the member's language, from what is on record, so that it can be made again at any time.
 */
@Component
public class Letters {

    /** Characters that XML cannot hold, wherever they came from. */
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    /** The states of which there is one. */
    static final Set<ApplicationState> WITH_LETTER = Set.of(
            ApplicationState.APPROVED,
            ApplicationState.UNDER_FINANCE,
            ApplicationState.DISBURSED,
            ApplicationState.REJECTED);

    private final Applications applications;
    private final Whole whole;
    private final Templates templates;
    private final Pdf pdf;
    private final MessageSource messages;
    private final ObjectProvider<MemberLanguage> languages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Letters(
            Applications applications,
            Whole whole,
            Templates templates,
            Pdf pdf,
            MessageSource messages,
            ObjectProvider<MemberLanguage> languages,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.applications = applications;
        this.whole = whole;
        this.templates = templates;
        this.pdf = pdf;
        this.messages = messages;
        this.languages = languages;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a letter says. */
    public enum Kind {
        SANCTION,
        REJECTION
    }

    /**
     * @param decidedAt the day of the letter
     * @param reasonKey of a rejection
     * @param comment what the member was told with a rejection
     */
    public record Letter(
            Kind kind,
            Instant decidedAt,
            @Nullable String reasonKey,
            @Nullable String comment) {}

    /** The letter that there is of an application as it stands; none while nothing is decided or it was undone. */
    static Optional<Letter> of(ApplicationView view) {
        return switch (view.state()) {
            case APPROVED, UNDER_FINANCE, DISBURSED ->
                Optional.ofNullable(view.decidedAt()).map(at -> new Letter(Kind.SANCTION, at, null, null));
            case REJECTED -> rejection(view);
            default -> Optional.empty();
        };
    }

    private static Optional<Letter> rejection(ApplicationView view) {
        return view.timeline().reversed().stream()
                .filter(entry -> entry.move().equals(Lifecycle.Move.REJECT.name()))
                .findFirst()
                .map(entry -> new Letter(
                        Kind.REJECTION,
                        entry.at(),
                        entry.reasonCode() == null ? null : "reason.REJECT." + entry.reasonCode(),
                        told(entry)));
    }

    private static @Nullable String told(TimelineEntry entry) {
        return entry.forMember() ? entry.comment() : null;
    }

    /**
     * The letter as a PDF; that staff took it is on record.
     *
     * @param language none for the member's own
     * @throws Refused not found, when there is none
     */
    public ResponseEntity<byte[]> answer(UUID id, @Nullable String language, User user) {
        ApplicationView view = applications.get(id, user);
        Letter letter = of(view).orElseThrow(() -> Refused.notFound("letter"));
        if (!view.employeeNumber().equals(user.employeeNumber())) {
            transactions.executeWithoutResult(
                    status -> events.publishEvent(Audited.of("application.letterTaken", "application", id)
                            .inApplication(id, view.schemeCode())
                            .changed("letter", null, letter.kind())));
        }
        Locale locale = locale(language, view.employeeNumber());
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PDF);
        headers.setCacheControl(CacheControl.noStore());
        headers.setContentLanguage(locale);
        headers.setContentDisposition(ContentDisposition.inline()
                .filename(String.valueOf(view.number()).replace('/', '-') + "-letter.pdf", StandardCharsets.UTF_8)
                .build());
        return ResponseEntity.ok().headers(headers).body(render(view, letter, locale));
    }

    private byte[] render(ApplicationView view, Letter letter, Locale locale) {
        Words words = new Words(messages, locale);
        String xhtml = templates.render(
                "applications/letter",
                Map.of("words", words, "parts", whole.of(view, words), "letter", letter, "today", clock.instant()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.render(xhtml.replaceAll(NOT_XML, ""), out);
        return out.toByteArray();
    }

    private Locale locale(@Nullable String language, String member) {
        if (language != null && !language.isBlank()) {
            return Locale.of(language);
        }
        return languages.stream().map(source -> source.of(member)).findFirst().orElse(Locale.ENGLISH);
    }
}
