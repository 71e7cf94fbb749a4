package org.ltet.portal.notifications;

import org.ltet.portal.applications.OriginalsChanged;
import org.ltet.portal.applications.OriginalsEvent;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells the member of original papers, and the reviewer who asked when all of them are here. */
@Component
class OriginalsNotices {

    private final Post post;

    OriginalsNotices(Post post) {
        this.post = post;
    }

    @ApplicationModuleListener
    void on(OriginalsChanged event) {
        String key = "OriginalsChanged/" + event.letterId() + "/" + event.seq();
        NoticeFacts facts = NoticeFacts.of(event.number()).reference(event.letterNumber());
        NoticeFacts told = event.words() == null ? facts : facts.comment(event.words());
        switch (event.kind()) {
            case ASKED -> toMember(key, event, NoticeKind.ORIGINALS_ASKED, told);
            case CANCELLED -> toMember(key, event, NoticeKind.ORIGINALS_CANCELLED, told);
            case ARRIVED -> toMember(key, event, NoticeKind.ORIGINALS_ARRIVED, told);
            case RETURNED -> toMember(key, event, NoticeKind.ORIGINALS_RETURNED, told);
            case MOVED -> {
                // no news to anybody outside the office
            }
        }
        if (event.kind() == OriginalsEvent.Kind.ARRIVED && event.complete()) {
            post.deliver(key, event.askedBy(), NoticeKind.ORIGINALS_HERE, event.applicationId(), facts, event.at());
        }
    }

    private void toMember(String key, OriginalsChanged event, NoticeKind kind, NoticeFacts facts) {
        post.deliver(key, event.employeeNumber(), kind, event.applicationId(), facts, event.at());
    }
}
