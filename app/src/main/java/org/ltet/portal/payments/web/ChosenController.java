package org.ltet.portal.payments.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.CheckVouchers;
import org.ltet.portal.payments.CheckVouchers.Chosen;
import org.ltet.portal.payments.PrintVouchers;
import org.ltet.portal.payments.Slice;
import org.ltet.portal.payments.VoucherAction;
import org.ltet.portal.payments.VoucherFilter;
import org.ltet.portal.payments.VoucherView;
import org.ltet.portal.payments.Vouchers;
import org.ltet.portal.payments.WorkList;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done with many vouchers at once: sign them after seeing what that means, or print them. */
@Controller
class ChosenController {

    private static final int LONGEST_FILTER = 300;

    private final Vouchers vouchers;
    private final CheckVouchers checkVouchers;
    private final PrintVouchers printVouchers;
    private final CurrentUser currentUser;

    ChosenController(
            Vouchers vouchers, CheckVouchers checkVouchers, PrintVouchers printVouchers, CurrentUser currentUser) {
        this.vouchers = vouchers;
        this.checkVouchers = checkVouchers;
        this.printVouchers = printVouchers;
        this.currentUser = currentUser;
    }

    /** Says exactly what would happen, before it does. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/payments/vouchers/chosen")
    ModelAndView chosen(Page page, @RequestParam(defaultValue = "") List<String> select, @RequestParam String action) {
        User user = currentUser.get();
        VoucherAction wanted = signature(action);
        List<Chosen> chosen = read(select);
        List<ChosenLine> lines = vouchers.all(chosen.stream().map(Chosen::id).toList(), user).stream()
                .map(voucher -> new ChosenLine(
                        voucher,
                        vouchers.actions(voucher, user)
                                .getOrDefault(wanted, Optional.of("onlyMaker"))
                                .orElse(null)))
                .toList();
        return page(page, wanted, lines, false);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/payments/vouchers/sign")
    ModelAndView sign(Page page, @RequestParam(defaultValue = "") List<String> select, @RequestParam String action) {
        VoucherAction wanted = signature(action);
        List<ChosenLine> lines = checkVouchers.signAll(wanted, read(select), currentUser.get()).stream()
                .map(result -> new ChosenLine(result.voucher(), result.refusal()))
                .toList();
        return page(page, wanted, lines, true);
    }

    private static ModelAndView page(Page page, VoucherAction action, List<ChosenLine> lines, boolean done) {
        List<Money> amounts = lines.stream()
                .filter(line -> line.refusal() == null)
                .map(line -> line.voucher().amount())
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("action", action);
        model.put("lines", lines);
        model.put("count", amounts.size());
        model.put("sum", Money.sum(amounts));
        model.put("done", done);
        return new ModelAndView("payments/chosen", model);
    }

    /** The chosen vouchers as one PDF. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @PostMapping("/payments/vouchers/print")
    void print(Page page, @RequestParam(defaultValue = "") List<String> select, HttpServletResponse response)
            throws IOException {
        List<UUID> ids = read(select).stream().map(Chosen::id).toList();
        write(page, vouchers.all(ids, currentUser.get()), "", response);
    }

    /** Everything that fits the list's filter as one PDF, up to the most that one print holds. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/vouchers.pdf")
    void printList(Page page, @RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Form form = Form.of(parameters);
        WorkList list = WorkList.parse(form.value("list")).orElseThrow(() -> Refused.notFound("list"));
        VoucherFilter wanted = DeskController.filter(form, list);
        if (form.hasProblems()) {
            throw Refused.invalid("payments.filterUnread");
        }
        List<VoucherView> all = new ArrayList<>();
        UUID after = null;
        do {
            Slice<VoucherView> slice = vouchers.page(wanted, after, currentUser.get());
            all.addAll(slice.items());
            after = slice.next();
        } while (after != null && all.size() < PrintVouchers.MOST);
        write(page, all.subList(0, Math.min(all.size(), PrintVouchers.MOST)), filter(parameters), response);
    }

    /** As typed, shortened: it goes on record. */
    private static String filter(MultiValueMap<String, String> parameters) {
        String typed = parameters.toSingleValueMap().entrySet().stream()
                .filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        return typed.substring(0, Math.min(typed.length(), LONGEST_FILTER));
    }

    private void write(Page page, List<VoucherView> chosen, String filter, HttpServletResponse response)
            throws IOException {
        printVouchers.mayPrint(chosen.size());
        response.setContentType("application/pdf");
        response.setHeader("Content-Disposition", "inline; filename=\"vouchers.pdf\"");
        printVouchers.print(chosen, filter, page.words(), response.getOutputStream());
    }

    private static VoucherAction signature(String slug) {
        return DeskController.action(slug)
                .filter(action -> action == VoucherAction.VERIFY || action == VoucherAction.APPROVE)
                .orElseThrow(() -> Refused.notFound("action"));
    }

    /** Each as "id:version", so that a voucher changed since it was shown is not signed unseen. */
    static List<Chosen> read(List<String> select) {
        if (select.isEmpty()) {
            throw Refused.invalid("payments.noneChosen");
        }
        if (select.size() > CheckVouchers.MOST_AT_ONCE) {
            throw Refused.invalid("payments.tooManyChosen", CheckVouchers.MOST_AT_ONCE);
        }
        try {
            return select.stream()
                    .map(text -> text.split(":", 2))
                    .map(parts -> new Chosen(UUID.fromString(parts[0]), Integer.parseInt(parts[1])))
                    .toList();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw Refused.invalid("payments.noneChosen");
        }
    }
}
