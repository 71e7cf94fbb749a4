package org.ltet.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From sign-in to money received: two members apply, the levels decide, accounts pay by bank file, the bank answers,
 * and the members see the money with the bank's reference. Every page on the way is checked for accessibility.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoneyJourney {

    private static final String SERVING = "10000001";
    private static final String RETIRED = "10000002";
    private static final String SCRUTINY = "10000011";
    private static final String SUB_PANEL = "10000013";
    private static final String APEX_PANEL = "10000014";
    private static final String MAKER = "10000015";
    private static final String CHECKER = "10000016";
    private static final String HEAD = "10000018";
    private static final String TYPED_MEANWHILE = "Toiletries and food are not covered";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));

    private String hernia = "";
    private String herniaNumber = "";
    private String heart = "";
    private String heartNumber = "";

    @Test
    @Order(1)
    void aServingMemberAppliesOnAPhoneWithoutJavaScript() {
        Page page = Browsers.signIn(Browsers.phoneWithoutScript(), SERVING);
        page.navigate("/schemes");
        assertThat(page.locator("main").innerText()).contains("Hospitalisation");
        Browsers.picture(page, "member-schemes-phone");
        page.navigate("/schemes/S13");
        Browsers.picture(page, "member-scheme-phone");
        page.locator("a[href*='/applications/new?scheme=S13']").first().click();
        page.locator("input[name=beneficiary]").first().check();
        page.locator("main form button.primary").first().click();
        hernia = idIn(page);

        page.navigate(edit("details/stay"));
        // Nothing typed is lost when something is missing.
        step(page, "details/stay");
        page.fill("#hospital", "Jeevan Jyoti Hospital, Mumbai");
        page.fill("#dischargeDate", today.plusDays(40).toString());
        next(page);
        assertThat(page.locator(".error-summary").isVisible()).isTrue();
        assertThat(page.inputValue("#hospital")).isEqualTo("Jeevan Jyoti Hospital, Mumbai");
        Browsers.picture(page, "member-problems-phone");
        page.fill("#surgery", "Hernia repair");
        page.locator("input[name=listedDisease][value=false]").check();
        page.fill("#admissionDate", today.minusDays(12).toString());
        page.fill("#dischargeDate", today.minusDays(7).toString());
        next(page);

        bill(page, hernia, "ROOM_RENT", "JJ-101", "32500", "5");
        bill(page, hernia, "SURGEON", "JJ-102", "60000", null);
        bill(page, hernia, "MEDICINES", "JJ-103", "18400", null);
        page.navigate("/applications/" + hernia + "/edit/bills");
        assertThat(page.locator("#receive").innerText()).contains("₹59,040");
        Browsers.picture(page, "member-bills-phone");

        upload(
                page,
                hernia,
                "HOSPITAL_BILL",
                new FilePayload("bill.png", "image/png", Papers.picture("Hospital bill")));
        upload(
                page,
                hernia,
                "DISCHARGE_SUMMARY",
                new FilePayload("summary.pdf", "application/pdf", Papers.pdf("Summary")));
        Browsers.picture(page, "member-documents-phone");
        bank(page, hernia);
        herniaNumber = submit(page, hernia);
        assertThat(herniaNumber).matches("LTET/\\d{4}-\\d{2}/S13/\\d{6}");
        Browsers.picture(page, "member-tracking-phone");
        Browsers.leave(page);
    }

    @Test
    @Order(2)
    void aRetiredMemberAppliesForALargeAmountAndEveryPageIsAccessible() {
        Page page = Browsers.signIn(Browsers.phone(), RETIRED);
        page.navigate("/applications/new?scheme=S05");
        Browsers.check(page);
        page.locator("input[name=beneficiary]").first().check();
        page.locator("main form button.primary").first().click();
        heart = idIn(page);
        page.navigate("/applications/" + heart + "/edit/details/treatment");
        Browsers.check(page);
        choose(page, "disease", "HEART_SURGERY");
        page.fill("#hospital", "Hriday Institute, Chennai");
        page.fill("#treatmentDate", today.minusDays(15).toString());
        next(page);
        bill(page, heart, "SURGEON", "HI-7001", "1,60,000", null);
        bill(page, heart, "IMPLANTS", "HI-7002", "40,000", null);
        page.navigate("/applications/" + heart + "/edit/bills");
        Browsers.check(page);
        assertThat(page.locator("#receive").innerText()).contains("₹1,50,000");
        for (String type : List.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY", "DIAGNOSIS")) {
            upload(page, heart, type, new FilePayload("paper.pdf", "application/pdf", Papers.pdf(type)));
        }
        Browsers.check(page);
        bank(page, heart);
        Browsers.check(page);
        page.navigate("/applications/" + heart + "/edit/review");
        Browsers.check(page);
        heartNumber = submit(page, heart);
        Browsers.check(page);
        page.navigate("/applications");
        Browsers.check(page);
        page.navigate("/");
        Browsers.picture(page, "member-home-phone");
        Browsers.check(page);
        Browsers.leave(page);
    }

    @Test
    @Order(3)
    void scrutinySendsBackAndTheMemberAnswers() {
        Page officer = Browsers.signIn(Browsers.desk(), SCRUTINY);
        officer.navigate("/review");
        Browsers.picture(officer, "review-queue-desk");
        Browsers.check(officer);
        open(officer, hernia);
        officer.locator("#send-back summary").click();
        officer.selectOption("#send-back select", "DETAILS_INCORRECT");
        officer.fill("#sendBackComment", "Which hospital stay is this? Add the ward in your answer.");
        officer.locator("#send-back button[type=submit]").click();
        Browsers.leave(officer);

        Page member = Browsers.signIn(Browsers.phoneWithoutScript(), SERVING);
        assertThat(member.locator("main").innerText()).contains("Sent back");
        member.navigate("/applications/" + hernia);
        Browsers.picture(member, "member-sent-back-phone");
        assertThat(member.locator("main").innerText()).contains("Which hospital stay is this?");
        member.navigate("/applications/" + hernia + "/edit/review");
        member.fill("#comment", "General ward, five days.");
        member.locator("input[name=declared]").check();
        member.locator("main form button.primary").last().click();
        member.navigate("/applications/" + hernia);
        assertThat(member.locator(".pill").first().innerText()).contains("Under review");
        Browsers.leave(member);
    }

    @Test
    @Order(4)
    void scrutinyDeductsAndPassesOnBoth() {
        Page officer = Browsers.signIn(Browsers.desk(), SCRUTINY);
        open(officer, hernia);
        Locator deduction =
                officer.locator("details:has(form[action*='/deduction'])").last();
        deduction.locator("summary").first().click();
        deduction.locator("input[id^=amount], input[inputmode=decimal]").first().fill("1400");
        deduction.locator("select").selectOption("NOT_ADMISSIBLE");
        // goes on typing while the deduction is saved and drawn anew
        Locator comment = deduction.locator("input[name^=comment]");
        comment.pressSequentially(TYPED_MEANWHILE, new Locator.PressSequentiallyOptions().setDelay(60));
        officer.getByText("₹58,200").first().waitFor();
        PlaywrightAssertions.assertThat(comment).hasValue(TYPED_MEANWHILE);
        officer.waitForResponse(answer -> answer.url().endsWith("/deduction"), () -> comment.press("Tab"));
        officer.reload();
        deduction.locator("summary").first().click();
        PlaywrightAssertions.assertThat(comment).hasValue(TYPED_MEANWHILE);
        PlaywrightAssertions.assertThat(deduction.locator("input[name^=amount]"))
                .hasValue("1400.00");
        PlaywrightAssertions.assertThat(deduction.locator("select")).hasValue("NOT_ADMISSIBLE");
        deduction.locator("summary").first().click();
        Browsers.picture(officer, "review-application-desk");
        Browsers.check(officer);
        officer.locator("#forward button[type=submit]").click();
        open(officer, heart);
        officer.locator("#forward button[type=submit]").click();
        Browsers.leave(officer);
    }

    @Test
    @Order(5)
    void theSubPanelApprovesTwentyFiveAtOnceAndPassesOnTheLargeOne() {
        Page panel = Browsers.signIn(Browsers.desk(), SUB_PANEL);
        open(panel, heart);
        panel.locator("#forward button[type=submit]").click();
        panel.navigate("/review");
        int chosen = 0;
        for (Locator box : panel.locator("input[name=select]").all()) {
            if (chosen < 24) {
                box.check();
                chosen++;
            }
        }
        Locator own = panel.locator("tr:has(a[href='/review/" + hernia + "']) input[name=select]");
        boolean amongThem = own.count() == 1;
        if (amongThem && !own.isChecked()) {
            own.check();
            chosen++;
        }
        Browsers.picture(panel, "review-bulk-choice-desk");
        panel.locator(".bulk button.primary").click();
        Browsers.picture(panel, "review-bulk-confirm-desk");
        Browsers.check(panel);
        assertThat(panel.locator("main").innerText()).contains(Integer.toString(chosen));
        panel.locator("form.actions button.primary").click();
        Browsers.picture(panel, "review-bulk-result-desk");
        assertThat(panel.locator("main").innerText()).contains("Approved");
        if (!amongThem) {
            open(panel, hernia);
            panel.locator("#approve button[type=submit]").last().click();
        }
        Browsers.leave(panel);
    }

    @Test
    @Order(6)
    void theApexPanelApprovesTheLargeOne() {
        Page panel = Browsers.signIn(Browsers.desk(), APEX_PANEL);
        open(panel, heart);
        Browsers.check(panel);
        panel.locator("#approve > button[type=submit], #approve button[data-primary]")
                .last()
                .click();
        Browsers.leave(panel);
    }

    @Test
    @Order(7)
    void accountsVerifyApproveAndPay() {
        Page maker = Browsers.signIn(Browsers.desk(), MAKER);
        await(() -> {
            maker.navigate("/payments");
            return maker.locator("input[name=select]").count() >= 2;
        });
        Browsers.picture(maker, "payments-verify-desk");
        Browsers.check(maker);
        chooseAll(maker);
        maker.locator("button[name=action]").first().click();
        maker.locator("form.actions button.primary").click();
        Browsers.leave(maker);

        Page checker = Browsers.signIn(Browsers.desk(), CHECKER);
        checker.navigate("/payments");
        Locator toApprove = checker.locator("ul.tabs a[href*='approve']").first();
        toApprove.click();
        chooseAll(checker);
        Browsers.picture(checker, "payments-approve-desk");
        checker.locator("button[name=action]").first().click();
        checker.locator("form.actions button.primary").click();
        Browsers.leave(checker);

        Page batchMaker = Browsers.signIn(Browsers.desk(), MAKER);
        batchMaker.navigate("/payments/batches");
        batchMaker.locator("#title").fill("Claims of the week");
        batchMaker
                .locator("form[action='/payments/batches'] button[type=submit]")
                .click();
        String batch = batchMaker.url().replaceAll("[?#].*", "");
        batchMaker.locator("form[action$='/add-all'] button[type=submit]").click();
        Browsers.picture(batchMaker, "payments-batch-desk");
        batchMaker.locator("form[action$='/freeze'] button[type=submit]").click();
        Browsers.leave(batchMaker);

        Page batchChecker = Browsers.signIn(Browsers.desk(), CHECKER);
        batchChecker.navigate(batch);
        Browsers.check(batchChecker);
        batchChecker.locator("form[action$='/approve'] button[type=submit]").click();
        batchChecker.navigate(batch);
        batchChecker.locator("form[action$='/release'] button[type=submit]").click();
        Browsers.picture(batchChecker, "payments-released-desk");
        await(() -> {
            batchChecker.navigate(batch);
            String text = batchChecker.locator("main").innerText();
            return text.contains("SIMBN") && text.contains("econciled");
        });
        Browsers.picture(batchChecker, "payments-reconciled-desk");
        batchChecker.navigate("/payments/reconciliation");
        Browsers.picture(batchChecker, "payments-reconciliation-desk");
        Browsers.check(batchChecker);
        Browsers.leave(batchChecker);
    }

    @Test
    @Order(8)
    void theMembersSeeTheMoneyAndGotWord() throws Exception {
        Page member = Browsers.signIn(Browsers.phone(), SERVING);
        Page retired = Browsers.signIn(Browsers.phone(), RETIRED);
        int paid = isPaid(member, hernia) ? 1 : 0;
        paid += isPaid(retired, heart) ? 1 : 0;
        assertThat(paid).as("members whose money arrived").isPositive();
        for (Page page : List.of(member, retired)) {
            page.navigate("/inbox");
            Browsers.check(page);
        }
        Browsers.picture(member, "member-inbox-phone");
        String mails = get(RunningPortal.get().simulators() + "/mailbox/messages?to=ramesh.patil@example.org");
        assertThat(mails).contains(herniaNumber);
        assertThat(get(RunningPortal.get().simulators() + "/mailbox/messages")).contains(heartNumber);
        Browsers.leave(member);
        Browsers.leave(retired);
    }

    @Test
    @Order(9)
    void theReportsShowWhatWasPaidAndCanBeTakenAway() {
        Page head = Browsers.signIn(Browsers.desk(), HEAD);
        Page maker = Browsers.signIn(Browsers.phone(), MAKER);
        for (String report : List.of("utilisation", "day-book", "reconciliation", "ageing")) {
            head.navigate("/payments/reports/" + report);
            Browsers.check(head);
            Browsers.picture(head, "report-" + report + "-desk");
            maker.navigate("/payments/reports/" + report);
            Browsers.check(maker);
            Browsers.picture(maker, "report-" + report + "-phone");
        }
        head.navigate("/payments/reports/day-book?kind=PAYMENT");
        head.locator("a[href*='/payments/vouchers/']").first().click();
        assertThat(head.locator("main").innerText()).contains("LTET/");
        head.navigate("/payments/reports/day-book");
        Download file = head.waitForDownload(
                () -> head.locator("a[href*='format=xlsx']").click());
        assertThat(file.suggestedFilename()).startsWith("day-book-").endsWith(".xlsx");
        Browsers.leave(head);
        Browsers.leave(maker);
    }

    private static boolean isPaid(Page page, String id) {
        page.navigate("/applications/" + id);
        if (!page.locator(".pill").first().innerText().contains("Paid")) {
            return false;
        }
        Browsers.picture(page, "member-paid-phone");
        assertThat(page.locator("main").innerText()).containsIgnoringCase("bank reference");
        return true;
    }

    private String edit(String step) {
        return "/applications/" + hernia + "/edit/" + step;
    }

    private static void step(Page page, String step) {
        assertThat(page.url()).contains("/edit/" + step);
    }

    private static String idIn(Page page) {
        return page.url().replaceAll(".*/applications/([0-9a-f-]{36}).*", "$1");
    }

    private static void next(Page page) {
        page.locator("button[name=_then][value=next]").first().click();
    }

    private void bill(Page page, String id, String head, String number, String amount, @Nullable String quantity) {
        page.navigate("/applications/" + id + "/edit/bills/new?head=" + head);
        page.fill("#billNumber", number);
        page.fill("#billDate", today.minusDays(7).toString());
        page.fill("#vendor", "Jeevan Jyoti Hospital");
        if (quantity != null) {
            page.fill("#quantity", quantity);
        }
        page.fill("#claimed", amount);
        page.locator("main form button.primary").first().click();
        assertThat(page.locator(".error-summary").count())
                .as("bill %s is taken", number)
                .isZero();
    }

    private static void upload(Page page, String id, String type, FilePayload file) {
        page.navigate("/applications/" + id + "/edit/documents");
        page.setInputFiles("#" + type, file);
        page.locator("button[formaction$='/documents/" + type + "']").click();
        page.locator("section:has(#need-" + type + ") .pill.success").waitFor();
    }

    private static void bank(Page page, String id) {
        page.navigate("/applications/" + id + "/edit/bank");
        page.locator("input[name=bankAccount]").first().check();
        next(page);
    }

    private static String submit(Page page, String id) {
        page.navigate("/applications/" + id + "/edit/review");
        page.locator("input[name=declared]").check();
        page.locator("form:has(#declared) button.primary").click();
        page.navigate("/applications/" + id);
        return page.locator("main .num b, main b.num").first().innerText();
    }

    private static void choose(Page page, String field, String value) {
        Locator radio = page.locator("input[name=" + field + "][value=" + value + "]");
        if (radio.count() == 1) {
            radio.check();
        } else {
            page.selectOption("#" + field, value);
        }
    }

    /** Opens an application and takes it where that is still to be done. */
    private static void open(Page page, String id) {
        page.navigate("/review/" + id);
        Locator take = page.locator("form[action='/review/" + id + "/take'] button");
        if (take.count() > 0) {
            take.first().click();
            page.navigate("/review/" + id);
        }
    }

    private static void chooseAll(Page page) {
        page.locator("input[name=select]").all().forEach(Locator::check);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it happened in time").isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static String get(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        }
    }
}
