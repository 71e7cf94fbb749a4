package org.ltet.portal.review.web;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.ApproveMany;
import org.ltet.portal.review.BulkApproval;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Approving many at the panels: choose, see exactly what will happen, confirm, see the result (REV-5). */
@Controller
@Allow({Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class BulkController {

    private final ApproveMany approveMany;
    private final CurrentUser currentUser;

    BulkController(ApproveMany approveMany, CurrentUser currentUser) {
        this.approveMany = approveMany;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/bulk")
    String prepare(
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable List<String> select,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        ReviewLevel at = QueueController.level(level, user);
        try {
            return "redirect:/review/bulk/" + approveMany.prepare(ids(select), at, user);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            Flash.attention(
                    redirect,
                    "refused." + refused.code(),
                    refused.arguments().stream().map(Object::toString).toArray(Serializable[]::new));
            return "redirect:/review?level=" + at.name();
        }
    }

    @GetMapping("/review/bulk/{id}")
    ModelAndView show(Page page, @PathVariable UUID id) {
        BulkApproval bulk = approveMany.get(id, currentUser.get());
        return new ModelAndView("review/bulk", Map.of("page", page, "model", BulkScreen.of(page, bulk)));
    }

    @PostMapping("/review/bulk/{id}")
    String run(@PathVariable UUID id) {
        approveMany.run(id, currentUser.get());
        return "redirect:/review/bulk/" + id;
    }

    private static List<UUID> ids(@Nullable List<String> texts) {
        List<UUID> ids = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            try {
                ids.add(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                throw Refused.notFound("task");
            }
        }
        return ids;
    }
}
