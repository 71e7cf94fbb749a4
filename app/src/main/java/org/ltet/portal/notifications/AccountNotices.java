package org.ltet.portal.notifications;

import org.ltet.portal.identity.SignedInFromNewDevice;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequestMoved;
import org.ltet.portal.people.ProfileChanged;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells people of what was done with their account, and how their requests about their own data go on. */
@Component
class AccountNotices {

    private final Post post;

    AccountNotices(Post post) {
        this.post = post;
    }

    @ApplicationModuleListener
    void on(SignedInFromNewDevice event) {
        post.deliver(
                "SignedInFromNewDevice/" + event.signIn(),
                event.employeeNumber(),
                NoticeKind.NEW_DEVICE,
                event.signIn(),
                // only programs do not say what they are
                NoticeFacts.of(event.device().isEmpty() ? "API" : event.device())
                        .reference(event.address())
                        .date(IndiaTime.dateOf(event.at())),
                event.at());
    }

    @ApplicationModuleListener
    void on(ProfileChanged event) {
        post.deliver(
                "ProfileChanged/" + event.id() + "/" + event.at(),
                event.employeeNumber(),
                event.what() == ProfileChanged.What.CONTACT ? NoticeKind.CONTACT_CHANGED : NoticeKind.ACCOUNT_CHANGED,
                event.id(),
                NoticeFacts.of("").date(IndiaTime.dateOf(event.at())),
                event.at());
    }

    @ApplicationModuleListener
    void on(DataRequestMoved event) {
        post.deliver(
                "DataRequestMoved/" + event.requestId() + "/" + event.what() + "/" + event.at(),
                event.employeeNumber(),
                kind(event),
                event.requestId(),
                NoticeFacts.of("").reason("people.request." + event.kind()).date(event.dueOn()),
                event.at());
    }

    private static NoticeKind kind(DataRequestMoved event) {
        return switch (event.what()) {
            case ASKED -> NoticeKind.DATA_ASKED;
            case COMPLETED ->
                event.kind() == DataRequest.Kind.ACCESS ? NoticeKind.DATA_COPY_READY : NoticeKind.DATA_ANSWERED;
            case REFUSED -> NoticeKind.DATA_REFUSED;
            case RECEIVED, TAKEN, ANSWERED, WITHDRAWN, EXPORT_DELETED -> NoticeKind.DATA_RECEIVED;
        };
    }
}
