package org.ltet.portal.notifications;

import java.time.Clock;
import org.ltet.portal.payments.PaymentCameBack;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells the member that the bank could not pay; that it did pay is told when the application is disbursed. */
@Component
class PaymentNotices {

    private final Post post;
    private final Clock clock;

    PaymentNotices(Post post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(PaymentCameBack event) {
        post.deliver(
                "PaymentCameBack/" + event.paymentId(),
                event.employeeNumber(),
                event.memberCanMend() ? NoticeKind.PAYMENT_NEEDS_ACCOUNT : NoticeKind.PAYMENT_CAME_BACK,
                event.applicationId(),
                NoticeFacts.of(event.applicationNumber())
                        .amount(event.amount())
                        .reason("payments.bankReason." + event.reasonCode()),
                clock.instant());
    }
}
