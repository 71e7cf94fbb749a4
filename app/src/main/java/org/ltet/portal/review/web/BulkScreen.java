package org.ltet.portal.review.web;

import java.util.List;
import org.ltet.portal.review.BulkApproval;
import org.ltet.portal.review.BulkApproval.Line;
import org.ltet.portal.review.BulkApproval.Outcome;
import org.ltet.portal.web.Page;

/** What the page of an approval of many shows: before, exactly what will happen; afterwards, what became of each. */
public final class BulkScreen {

    public record Row(
            String id,
            String number,
            String schemeCode,
            String memberName,
            String beneficiary,
            String payable,
            Wording.Pill result,
            String reason) {}

    public record Model(
            String id,
            String level,
            String title,
            String lead,
            String button,
            int leftOut,
            boolean started,
            boolean finished,
            List<Row> rows,
            String total) {}

    private BulkScreen() {}

    static Model of(Page page, BulkApproval bulk) {
        boolean started = bulk.startedAt() != null;
        int many = bulk.lines().size();
        String approve = page.t("review.bulkApprove", many, bulk.total());
        String title = !started
                ? page.t("review.bulkConfirm", many, bulk.total())
                : page.t("review.bulkDone", bulk.approved().size(), bulk.approvedTotal());
        String lead = !started
                ? page.t("review.bulkConfirmLead")
                : bulk.refused().isEmpty()
                        ? page.t("review.bulkAll")
                        : page.t("review.bulkRefused", bulk.refused().size());
        return new Model(
                bulk.id().toString(),
                bulk.level().name(),
                title,
                lead,
                approve,
                bulk.leftOut(),
                started,
                bulk.finished(),
                bulk.lines().stream().map(line -> row(page, line)).toList(),
                page.money(bulk.total()));
    }

    private static Row row(Page page, Line line) {
        Outcome outcome = line.outcome();
        return new Row(
                line.applicationId().toString(),
                line.number(),
                line.schemeCode(),
                line.memberName(),
                line.beneficiaryName(),
                page.money(line.payable()),
                outcome == null
                        ? new Wording.Pill("quiet", "clock", page.t("review.outcome.OPEN"))
                        : outcome == Outcome.APPROVED
                                ? new Wording.Pill("success", "check", page.t("review.outcome.APPROVED"))
                                : new Wording.Pill("danger", "cross", page.t("review.outcome.REFUSED")),
                reason(page, line));
    }

    private static String reason(Page page, Line line) {
        if (line.refusal() == null) {
            return "";
        }
        String key = "refused." + line.refusal();
        return page.words().has(key) ? page.t(key, line.refusalArguments().toArray()) : page.t("error.refused");
    }
}
