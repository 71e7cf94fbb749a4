package org.ltet.portal.review.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.DuplicateOutline;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.CompareDuplicates;
import org.ltet.portal.review.Comparison;
import org.ltet.portal.review.web.CompareScreen.Paper;
import org.ltet.portal.review.web.CompareScreen.Side;
import org.ltet.portal.review.web.FileScreen.Fact;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two applications side by side, with the bill or document that stands in both (APP-6). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class CompareController {

    private final CompareDuplicates duplicates;
    private final CurrentUser currentUser;

    CompareController(CompareDuplicates duplicates, CurrentUser currentUser) {
        this.duplicates = duplicates;
        this.currentUser = currentUser;
    }

    @GetMapping("/review/{id}/compare")
    ModelAndView compare(
            Page page,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID of,
            @RequestParam(required = false) @Nullable UUID with) {
        Comparison found = duplicates.of(id, of, with, currentUser.get());
        return new ModelAndView(
                "review/compare",
                Map.of(
                        "page",
                        page,
                        "kind",
                        page.t("review.compare." + found.duplicate().kind().name()),
                        "back",
                        "/review/" + id,
                        "sides",
                        List.of(own(page, found), other(page, found))));
    }

    private static Side own(Page page, Comparison found) {
        ApplicationView own = found.own();
        return new Side(
                page.t("review.compare.own", number(own.number())),
                "/review/" + own.id(),
                facts(page, own, found.ownLines()),
                papers(page, found.ownDocuments()),
                null);
    }

    private static Side other(Page page, Comparison found) {
        DuplicateOutline outline = found.outline();
        String title =
                page.t(outline.sameMember() ? "review.compare.same" : "review.compare.other", number(outline.number()));
        ApplicationView other = found.other();
        if (other == null) {
            List<Fact> facts = new ArrayList<>();
            facts.add(new Fact(page.t("review.scheme"), outline.schemeCode()));
            facts.add(new Fact(page.t("review.state"), Wording.state(page, outline.state())));
            if (outline.submittedAt() != null) {
                facts.add(new Fact(page.t("review.submitted"), page.date(outline.submittedAt())));
            }
            return new Side(title, null, facts, List.of(), page.t("review.compare.closed"));
        }
        return new Side(
                title,
                "/review/" + other.id(),
                facts(page, other, found.otherLines()),
                papers(page, found.otherDocuments()),
                null);
    }

    private static List<Fact> facts(Page page, ApplicationView view, List<LineView> lines) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(page.t("review.scheme"), view.schemeCode()));
        facts.add(new Fact(page.t("review.beneficiary"), view.beneficiaryName()));
        facts.add(new Fact(page.t("review.state"), Wording.state(page, view.state())));
        if (view.submittedAt() != null) {
            facts.add(new Fact(page.t("review.submitted"), page.date(view.submittedAt())));
        }
        for (LineView line : lines) {
            facts.add(new Fact(
                    page.t("review.billOf", line.billNumber(), line.vendor()),
                    page.date(line.billDate()) + ", " + page.money(line.claimed())));
        }
        return facts;
    }

    private static List<Paper> papers(Page page, List<StoredDocument> documents) {
        return documents.stream()
                .map(document -> new Paper(
                        document.id().toString(),
                        document.fileName(),
                        document.mediaType().startsWith("image/"),
                        document.safety() == Safety.OPEN
                                ? null
                                : page.t("review.document." + document.safety().name())))
                .toList();
    }

    private static String number(@Nullable String number) {
        return number == null ? "" : number;
    }
}
