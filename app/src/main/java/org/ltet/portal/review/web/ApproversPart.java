package org.ltet.portal.review.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.review.AddedApproval;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** Who was asked for an approval beside the levels, as the review page shows it. */
@Component
public class ApproversPart {

    public record Row(String who, String asked, String reason, Wording.Pill state, String comment) {}

    /**
     * @param mine the reader, or the colleague for whom the reader stands in, is asked and has not answered
     * @param mayAsk the reader has it in hands, and it waits for nobody
     * @param waits the reader has it in hands, and it waits for somebody
     * @param mayTakeBack the reader asked, and there is no answer yet
     */
    public record Model(List<Row> rows, boolean mine, boolean mayAsk, boolean waits, boolean mayTakeBack) {}

    private final CurrentUser currentUser;
    private final Clock clock;

    ApproversPart(CurrentUser currentUser, Clock clock) {
        this.currentUser = currentUser;
        this.clock = clock;
    }

    Model of(Page page, ReviewFile file) {
        String me = currentUser.get().employeeNumber();
        String waitsFor = file.task().waitsFor();
        boolean hands = file.hands() == ReviewFile.Hands.OWN;
        return new Model(
                file.approvals().stream().map(asked -> row(page, asked)).toList(),
                file.asked(),
                hands && waitsFor == null,
                hands && waitsFor != null,
                file.approvals().stream()
                        .anyMatch(asked -> asked.open() && asked.askedBy().equals(me)));
    }

    private Row row(Page page, AddedApproval asked) {
        String by = asked.answeredByName();
        return new Row(
                asked.answeredInPlace() && by != null
                        ? page.t("review.approver.inPlace", asked.personName(), by)
                        : asked.personName(),
                page.t("review.approver.asked", asked.askedByName(), asked.askedAt()),
                asked.reason(),
                pill(page, asked),
                asked.comment() == null ? "" : asked.comment());
    }

    private Wording.Pill pill(Page page, AddedApproval asked) {
        Instant now = clock.instant();
        AddedApproval.Answer answer = asked.answer();
        return answer == null
                ? asked.overdue(now)
                        ? new Wording.Pill("danger", "alert", page.t("review.approver.late", asked.dueAt()))
                        : new Wording.Pill("attention", "clock", page.t("review.approver.waits", asked.dueAt()))
                : switch (answer) {
                    case APPROVED -> new Wording.Pill("success", "check", answered(page, asked, answer));
                    case DECLINED -> new Wording.Pill("danger", "cross", answered(page, asked, answer));
                    case TAKEN_BACK -> new Wording.Pill("quiet", "return", answered(page, asked, answer));
                };
    }

    private static String answered(Page page, AddedApproval asked, AddedApproval.Answer answer) {
        @Nullable Instant at = asked.answeredAt();
        Object when = at == null ? "" : at;
        @Nullable Money payable = asked.payable();
        return payable == null
                ? page.t("review.approver." + answer.name(), when)
                : page.t("review.approver.approvedUpTo", when, payable);
    }
}
