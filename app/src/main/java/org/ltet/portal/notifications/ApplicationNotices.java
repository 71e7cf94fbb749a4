package org.ltet.portal.notifications;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ltet.portal.applications.AnswerTime;
import org.ltet.portal.applications.ApplicationAmountChanged;
import org.ltet.portal.applications.ApplicationAnswerDue;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationDisbursed;
import org.ltet.portal.applications.ApplicationEvent;
import org.ltet.portal.applications.ApplicationForwarded;
import org.ltet.portal.applications.ApplicationLapsed;
import org.ltet.portal.applications.ApplicationPaymentCancelled;
import org.ltet.portal.applications.ApplicationPaymentReturned;
import org.ltet.portal.applications.ApplicationRejected;
import org.ltet.portal.applications.ApplicationResubmitted;
import org.ltet.portal.applications.ApplicationReturnedToLevel;
import org.ltet.portal.applications.ApplicationReturnedToScrutiny;
import org.ltet.portal.applications.ApplicationSentBack;
import org.ltet.portal.applications.ApplicationSubmitted;
import org.ltet.portal.applications.ApplicationTaken;
import org.ltet.portal.applications.ApplicationUnderFinance;
import org.ltet.portal.applications.ApplicationWithdrawn;
import org.ltet.portal.applications.DraftDiscarded;
import org.ltet.portal.applications.DraftEvent;
import org.ltet.portal.applications.DraftExpires;
import org.ltet.portal.applications.spi.DueDates;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Turns what happened to an application into a notice to its member. */
@Component
class ApplicationNotices {

    private record Told(NoticeKind kind, Instant at, NoticeFacts facts) {}

    private final Post post;
    private final ObjectProvider<DueDates> dueDates;

    ApplicationNotices(Post post, ObjectProvider<DueDates> dueDates) {
        this.post = post;
        this.dueDates = dueDates;
    }

    @ApplicationModuleListener
    void on(ApplicationEvent event) {
        told(event)
                .ifPresent(told -> post.deliver(
                        event.getClass().getSimpleName() + "/" + event.applicationId() + "/" + told.at(),
                        event.employeeNumber(),
                        told.kind(),
                        event.applicationId(),
                        told.facts(),
                        told.at()));
    }

    /** A draft has no number: its scheme stands for it. */
    @ApplicationModuleListener
    void on(DraftEvent event) {
        NoticeFacts facts = NoticeFacts.of(event.schemeCode());
        post.deliver(
                event.getClass().getSimpleName() + "/" + event.applicationId() + "/" + event.at(),
                event.employeeNumber(),
                switch (event) {
                    case DraftExpires _ -> NoticeKind.DRAFT_EXPIRES;
                    case DraftDiscarded _ -> NoticeKind.DRAFT_DISCARDED;
                },
                event.applicationId(),
                event instanceof DraftExpires expires ? facts.date(expires.keptUntil()) : facts,
                event.at());
    }

    /** What passes between reviewers is not told: it is no news to the member until something is decided. */
    private Optional<Told> told(ApplicationEvent event) {
        NoticeFacts facts = NoticeFacts.of(requireNonNull(event.number()));
        return Optional.ofNullable(
                switch (event) {
                    case ApplicationSubmitted e ->
                        new Told(NoticeKind.SUBMITTED, e.submittedAt(), byWhen(e, facts.amount(e.payable())));
                    case ApplicationTaken e -> new Told(NoticeKind.TAKEN, e.at(), byWhen(e, facts));
                    case ApplicationForwarded e ->
                        new Told(NoticeKind.FORWARDED, e.at(), byWhen(e, facts.level(e.to())));
                    case ApplicationSentBack e ->
                        new Told(
                                NoticeKind.SENT_BACK,
                                e.at(),
                                facts.level(e.level())
                                        .reason("reason.SEND_BACK." + e.reasonCode())
                                        .comment(e.comment())
                                        .date(AnswerTime.lapsesOn(e.at())));
                    case ApplicationAnswerDue e -> new Told(NoticeKind.ANSWER_DUE, e.at(), facts.date(e.lapsesOn()));
                    case ApplicationResubmitted e ->
                        new Told(
                                NoticeKind.RESUBMITTED,
                                e.at(),
                                byWhen(e, facts.level(e.level()).amount(e.payable())));
                    case ApplicationApproved e -> new Told(NoticeKind.APPROVED, e.at(), facts.amount(e.sanctioned()));
                    case ApplicationRejected e ->
                        new Told(
                                NoticeKind.REJECTED,
                                e.at(),
                                facts.reason("reason.REJECT." + e.reasonCode()).comment(e.comment()));
                    case ApplicationWithdrawn e -> new Told(NoticeKind.WITHDRAWN, e.at(), facts);
                    case ApplicationLapsed e -> new Told(NoticeKind.LAPSED, e.at(), facts);
                    case ApplicationUnderFinance e ->
                        new Told(NoticeKind.UNDER_FINANCE, e.at(), facts.reference(e.voucherNumber()));
                    case ApplicationReturnedToScrutiny e ->
                        new Told(NoticeKind.RETURNED_TO_SCRUTINY, e.at(), byWhen(e, facts.amount(e.undone())));
                    case ApplicationDisbursed e ->
                        new Told(
                                NoticeKind.DISBURSED,
                                e.at(),
                                facts.amount(e.amount())
                                        .reference(e.bankReference())
                                        .date(e.valueDate()));
                    case ApplicationPaymentCancelled e ->
                        new Told(
                                NoticeKind.PAYMENT_CANCELLED,
                                e.at(),
                                facts.amount(e.undone()).comment(e.comment()));
                    // that the bank sent money back is told with the bank's reason
                    case ApplicationAmountChanged _, ApplicationReturnedToLevel _, ApplicationPaymentReturned _ -> null;
                });
    }

    /** Adds by when the level that has the application now should have decided, where that is known. */
    private NoticeFacts byWhen(ApplicationEvent event, NoticeFacts facts) {
        Instant due = dueDates.stream()
                .map(source -> source.of(List.of(event.applicationId())).get(event.applicationId()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return due == null ? facts : facts.date(IndiaTime.dateOf(due));
    }
}
