package org.ltet.portal.review.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.BillPhoto;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DeductionView;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.web.FileScreen.Change;
import org.ltet.portal.review.web.FileScreen.Line;
import org.ltet.portal.schemes.LineResult;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** The bills of the review page, each with what was admitted of it and how its deductions changed. */
@Component
class LinesPart {

    private final BillPhotos photos;

    LinesPart(BillPhotos photos) {
        this.photos = photos;
    }

    List<Line> lines(Page page, ReviewFile file) {
        Map<UUID, LineResult> results = file.application().benefit().lines().stream()
                .collect(Collectors.toMap(LineResult::lineId, Function.identity()));
        Map<UUID, List<DeductionView>> changes =
                file.deductions().stream().collect(Collectors.groupingBy(DeductionView::lineId));
        List<UUID> duplicates = file.application().duplicates().stream()
                .map(DuplicateView::subjectId)
                .toList();
        Map<UUID, UUID> bills = new HashMap<>();
        for (BillPhoto photo : photos.of(file.application())) {
            if (photo.lineId() != null) {
                bills.put(photo.lineId(), photo.document().id());
            }
        }
        return file.application().lines().stream()
                .map(line -> line(page, file, line, results.get(line.id()), changes, duplicates, bills.get(line.id())))
                .toList();
    }

    /** What stands in the forms of the deductions: what was saved last, to be changed in place. */
    static Map<String, String> deductions(ApplicationView application) {
        Map<String, String> saved = new HashMap<>();
        for (LineView line : application.lines()) {
            String reason = line.deductionReason();
            String comment = line.deductionComment();
            if (line.deducted().isPositive()) {
                saved.put("amount-" + line.id(), line.deducted().plain());
                saved.put("reason-" + line.id(), reason == null ? "" : reason);
                saved.put("comment-" + line.id(), comment == null ? "" : comment);
            }
        }
        return saved;
    }

    private static Line line(
            Page page,
            ReviewFile file,
            LineView line,
            @Nullable LineResult result,
            Map<UUID, List<DeductionView>> changes,
            List<UUID> duplicates,
            @Nullable UUID bill) {
        Optional<SchemeDefinition.Head> head = file.scheme().head(line.head());
        String key = line.key();
        String headName = head.map(known -> known.label().in(page.locale())).orElse(line.head())
                + (key == null
                        ? ""
                        : ", "
                                + head.flatMap(known -> known.key(key))
                                        .map(option -> option.label().in(page.locale()))
                                        .orElse(key));
        return new Line(
                line.id().toString(),
                headName,
                line.billNumber(),
                page.date(line.billDate()),
                line.vendor(),
                line.quantity() == null
                        ? ""
                        : line.quantity().stripTrailingZeros().toPlainString(),
                page.money(line.claimed()),
                page.money(line.deducted()),
                page.money(result == null ? line.claimed().minusToZero(line.deducted()) : result.admitted()),
                line.remark() == null ? "" : line.remark(),
                duplicates.contains(line.id()),
                bill == null ? null : DocumentsPart.href(file, bill),
                changes.getOrDefault(line.id(), List.of()).stream()
                        .map(change -> change(page, change))
                        .toList());
    }

    private static Change change(Page page, DeductionView change) {
        return new Change(
                page.t(
                        "review.deductionChange",
                        Wording.person(page, change.actorName(), change.absentName()),
                        Wording.level(page, change.level()),
                        change.at(),
                        change.from(),
                        change.to(),
                        Wording.reason(page, Reasons.DEDUCT, change.reasonCode())),
                change.comment() == null ? "" : change.comment());
    }
}
