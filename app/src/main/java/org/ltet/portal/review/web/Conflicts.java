package org.ltet.portal.review.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.DeductionView;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.shared.Refused.Kind;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Tells a reviewer who did what when somebody was quicker; what was typed is shown, nothing was changed. */
@Component
class Conflicts {

    private final ReviewFiles files;

    Conflicts(ReviewFiles files) {
        this.files = files;
    }

    /**
     * @param typed label and words of what the reviewer had typed
     * @throws Refused the given one, when it is no conflict
     */
    ModelAndView page(Page page, UUID id, User user, Refused refused, Map<String, String> typed) {
        if (refused.kind() != Kind.CONFLICT && refused.kind() != Kind.STALE) {
            throw refused;
        }
        ReviewFile file = files.open(id, user);
        String key = "refused." + refused.code();
        String text = refused.kind() == Kind.STALE || !page.words().has(key)
                ? page.t("review.changedSince")
                : page.t(key, refused.arguments().toArray());
        return new ModelAndView(
                "review/conflict",
                Map.of(
                        "page",
                        page,
                        "number",
                        file.task().number(),
                        "href",
                        "/review/" + id,
                        "text",
                        text,
                        "detail",
                        lastChange(page, file, user),
                        "typed",
                        typed),
                HttpStatus.CONFLICT);
    }

    /** Which person changed it last, when and how: a move, or a deduction. */
    private static String lastChange(Page page, ReviewFile file, User user) {
        List<TimelineEntry> timeline = file.application().timeline();
        TimelineEntry move = timeline.stream()
                .filter(entry -> entry.role() != ActingRole.SYSTEM)
                .reduce((earlier, later) -> later)
                .orElseThrow();
        Optional<DeductionView> deduction = file.deductions().stream()
                .max(Comparator.comparing(DeductionView::at))
                .filter(last -> !last.at().isBefore(move.at()));
        if (deduction.isPresent()) {
            DeductionView last = deduction.get();
            return last.actor().equals(user.employeeNumber())
                    ? page.t("review.youDid", page.t("review.move.DEDUCT"), last.at())
                    : page.t(
                            "review.otherDid",
                            Wording.person(page, last.actorName(), last.absentName()),
                            page.t("review.move.DEDUCT"),
                            last.at());
        }
        return user.employeeNumber().equals(move.actor())
                ? page.t("review.youDid", FileParts.moved(page, move), move.at())
                : page.t(
                        "review.otherDid",
                        Wording.person(page, move.actorName() == null ? "" : move.actorName(), move.absentName()),
                        FileParts.moved(page, move),
                        move.at());
    }
}
