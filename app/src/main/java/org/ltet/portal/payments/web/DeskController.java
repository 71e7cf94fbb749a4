package org.ltet.portal.payments.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.BatchState;
import org.ltet.portal.payments.BatchView;
import org.ltet.portal.payments.Batches;
import org.ltet.portal.payments.Reconciliation;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.VoucherAction;
import org.ltet.portal.payments.VoucherFilter;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.payments.Vouchers;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The accounts desk: the work lists. */
@Controller
@Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
class DeskController {

    static final List<String> FILTERS = List.of("scheme", "ic", "least", "most", "from", "until", "number");

    private final Vouchers vouchers;
    private final Batches batches;
    private final Reconciliation reconciliation;
    private final CurrentUser currentUser;

    DeskController(Vouchers vouchers, Batches batches, Reconciliation reconciliation, CurrentUser currentUser) {
        this.vouchers = vouchers;
        this.batches = batches;
        this.reconciliation = reconciliation;
        this.currentUser = currentUser;
    }

    @GetMapping("/payments")
    ModelAndView desk(
            Page page,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable UUID after) {
        User user = currentUser.get();
        Form form = Form.of(parameters);
        WorkList list = WorkList.parse(form.value("list")).orElseGet(() -> first(user));
        VoucherFilter filter = filter(form, list);
        if (form.hasProblems()) {
            filter = VoucherFilter.of(list);
        }
        Slice<VoucherView> found = vouchers.page(filter, after, user);
        DeskModel model = new DeskModel(
                list,
                vouchers.waiting(user),
                reconciliation.countOpen(user),
                found,
                vouchers.accountChecks(found.items()),
                list == WorkList.PAID || list == WorkList.CLOSED ? null : vouchers.tally(filter, user),
                form,
                query(form, list),
                bulk(list, user),
                whyNoBulk(list, user),
                openBatches(list, user));
        ModelAndView view = new ModelAndView("payments/desk", Map.of("page", page, "model", model));
        if (form.hasProblems()) {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    private static WorkList first(User user) {
        return user.has(Role.ACCOUNTS_OFFICER) ? WorkList.TO_VERIFY : WorkList.TO_APPROVE;
    }

    static VoucherFilter filter(Form form, WorkList list) {
        return new VoucherFilter(
                list,
                form.text("scheme", 10).orElse(null),
                form.text("ic", 10).orElse(null),
                money(form, "least"),
                money(form, "most"),
                date(form, "from"),
                date(form, "until"),
                form.text("number", 40).orElse(null));
    }

    private static @Nullable Money money(Form form, String field) {
        return form.has(field) ? form.money(field).orElse(null) : null;
    }

    private static @Nullable LocalDate date(Form form, String field) {
        return form.has(field) ? form.date(field).orElse(null) : null;
    }

    static String query(Form form, WorkList list) {
        StringBuilder query = new StringBuilder("list=").append(list.slug());
        FILTERS.stream()
                .filter(form::has)
                .forEach(field -> query.append('&')
                        .append(field)
                        .append('=')
                        .append(URLEncoder.encode(form.value(field), StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static @Nullable VoucherAction bulk(WorkList list, User user) {
        return switch (list) {
            case TO_VERIFY, CAME_BACK -> user.has(Role.ACCOUNTS_OFFICER) ? VoucherAction.VERIFY : null;
            case TO_APPROVE -> user.has(Role.ACCOUNTS_APPROVER) ? VoucherAction.APPROVE : null;
            case TO_BATCH, IN_BATCH, PAID, CLOSED -> null;
        };
    }

    private static @Nullable String whyNoBulk(WorkList list, User user) {
        return switch (list) {
            case TO_VERIFY, CAME_BACK, TO_BATCH -> user.has(Role.ACCOUNTS_OFFICER) ? null : "onlyMaker";
            case TO_APPROVE -> user.has(Role.ACCOUNTS_APPROVER) ? null : "onlyChecker";
            case IN_BATCH, PAID, CLOSED -> null;
        };
    }

    private List<BatchView> openBatches(WorkList list, User user) {
        return list == WorkList.TO_BATCH && user.has(Role.ACCOUNTS_OFFICER)
                ? batches.page(BatchState.OPEN, null, user).items()
                : List.of();
    }

    static Optional<VoucherAction> action(String slug) {
        for (VoucherAction action : VoucherAction.values()) {
            if (action.slug().equals(slug)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }
}
