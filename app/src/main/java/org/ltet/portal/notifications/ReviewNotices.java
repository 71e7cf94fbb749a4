package org.ltet.portal.notifications;

import org.ltet.portal.review.AddedApproval;
import org.ltet.portal.review.AddedApprovalChanged;
import org.ltet.portal.review.DeadlinesNear;
import org.ltet.portal.review.Delegation;
import org.ltet.portal.review.DelegationChanged;
import org.ltet.portal.review.WeekSummed;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells reviewers and their seniors whose time runs out, how the week stands, and who stands in for whom. */
@Component
class ReviewNotices {

    private final Post post;

    ReviewNotices(Post post) {
        this.post = post;
    }

    @ApplicationModuleListener
    void on(DeadlinesNear event) {
        post.deliver(
                "DeadlinesNear/" + event.stage() + "/" + event.level() + "/" + event.at(),
                event.person(),
                switch (event.stage()) {
                    case REMINDED -> NoticeKind.REVIEW_REMINDED;
                    case WARNED -> NoticeKind.REVIEW_WARNED;
                    case ESCALATED -> NoticeKind.REVIEW_ESCALATED;
                },
                event.first(),
                NoticeFacts.of(event.firstNumber())
                        .level(event.level())
                        .date(IndiaTime.dateOf(event.firstDue()))
                        .counts(event.count()),
                event.at());
    }

    /** To both, whoever of the two did it. */
    @ApplicationModuleListener
    void on(DelegationChanged event) {
        Delegation delegation = event.delegation();
        String key = "DelegationChanged/" + delegation.id() + "/" + event.ended();
        NoticeFacts facts = NoticeFacts.of("").level(delegation.level()).days(delegation.from(), delegation.until());
        post.deliver(
                key,
                delegation.delegate(),
                event.ended() ? NoticeKind.STAND_IN_ENDED : NoticeKind.STANDS_IN,
                delegation.id(),
                facts.reference(delegation.delegatorName()).comment(delegation.reason()),
                event.at());
        post.deliver(
                key,
                delegation.delegator(),
                event.ended() ? NoticeKind.STAND_IN_ENDED : NoticeKind.IS_REPLACED,
                delegation.id(),
                facts.reference(delegation.delegateName()),
                event.at());
    }

    /** A question to whoever is asked, an answer to whoever asked. */
    @ApplicationModuleListener
    void on(AddedApprovalChanged event) {
        AddedApproval asked = event.approval();
        NoticeKind kind = kind(event);
        boolean ofThePerson = kind != NoticeKind.APPROVAL_ASKED
                && kind != NoticeKind.APPROVAL_LATE
                && kind != NoticeKind.APPROVAL_TAKEN_BACK;
        NoticeFacts facts = NoticeFacts.of(event.number())
                .reference(ofThePerson ? asked.personName() : asked.askedByName())
                .date(IndiaTime.dateOf(asked.dueAt()));
        String words = asked.answer() == null ? asked.reason() : asked.comment();
        for (String person : event.to()) {
            post.deliver(
                    "AddedApprovalChanged/" + asked.id() + "/" + kind,
                    person,
                    kind,
                    asked.applicationId(),
                    words == null ? facts : facts.comment(words),
                    event.at());
        }
    }

    private static NoticeKind kind(AddedApprovalChanged event) {
        return switch (event.what()) {
            case ASKED -> NoticeKind.APPROVAL_ASKED;
            case LATE -> NoticeKind.APPROVAL_LATE;
            case LEFT -> NoticeKind.APPROVER_LEFT;
            case ANSWERED ->
                switch (event.approval().answer()) {
                    case APPROVED -> NoticeKind.APPROVAL_GIVEN;
                    case DECLINED -> NoticeKind.APPROVAL_DECLINED;
                    case TAKEN_BACK -> NoticeKind.APPROVAL_TAKEN_BACK;
                    case null -> NoticeKind.APPROVAL_ASKED;
                };
        };
    }

    @ApplicationModuleListener
    void on(WeekSummed event) {
        post.deliver(
                "WeekSummed/" + event.id(),
                event.person(),
                NoticeKind.REVIEW_WEEK,
                event.id(),
                NoticeFacts.of("")
                        .level(event.level())
                        .date(event.week())
                        .counts(event.waiting(), event.overdue(), event.likelyLate(), event.decided()),
                event.at());
    }
}
