package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A member writes scripts into every field that takes text, and a reviewer into every comment; then every page that each
 * role can reach is read as a browser reads it.
 */
@PortalTest
@Import(Households.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Scripts written into free text, as every role sees them")
class StoredScriptTest {

    private static final String MARK = "xssprobe";
    private static final String SCRIPT = "\"'><script>" + MARK + "()</script><img src=x onerror=" + MARK + "()>";
    private static final String SHORT = "'\"><b onclick=" + MARK + "()>";
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
    private static final int MOST_PAGES = 60;

    /** Those of whom it is known that their pages hold what was written; the others may come by it. */
    private static final Set<Role> WHO_READS_THEM = Set.of(
            Role.MEMBER,
            Role.SCRUTINY_OFFICER,
            Role.ACCOUNTS_OFFICER,
            Role.ACCOUNTS_APPROVER,
            Role.TRUST_ADMIN,
            Role.SYSTEM_ADMIN);

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Decisions decisions;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    JdbcClient jdbc;

    private Household household;
    private WebSession member;
    private ApplicationView submitted;

    @BeforeAll
    void aMemberAndAReviewerWriteScriptsEverywhere() {
        household = households.serving();
        String number = household.user().employeeNumber();
        // as the HR system could bring it
        jdbc.sql("update people.member set name = ?, location = ?, department = ? where employee_number = ?")
                .params(SCRIPT, SCRIPT, SCRIPT, number)
                .update();
        jdbc.sql("update people.dependent set name = ? where member_id = ?")
                .params(SCRIPT, household.memberId())
                .update();
        People.open(accounts, number, SCRIPT, Accounts.everywhere(Role.MEMBER));
        member = People.signedIn(port, number);

        member.get("/profile/contact");
        HttpResponse<String> contact = member.post(
                "/profile/contact",
                Map.of(
                        "email",
                        number + "@example.in",
                        "mobile",
                        "9820000001",
                        "line",
                        SCRIPT,
                        "city",
                        SHORT,
                        "state",
                        SHORT,
                        "pin",
                        "400001",
                        "version",
                        versionOn(member.get("/profile/contact").body())));
        assertThat(contact.statusCode()).as(contact.body()).isEqualTo(302);

        ApplicationView sentBack = households.submitted(household, Money.of("7000"));
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        sentBack = decisions.take(sentBack.id(), scrutiny);
        decisions.sendBack(sentBack.id(), "OTHER", SCRIPT, Map.of(), sentBack.version(), scrutiny);
        submittedWithScripts("8000");
        ApplicationView paid = decisions.take(submittedWithScripts("6000").id(), scrutiny);
        decisions.sanction(paid.id(), Sanction.inFull(paid.version(), paid.payable()), scrutiny);

        ApplicationView draft = households.surgeryDraft(household, Money.of("5000"));
        String edit = "/applications/" + draft.id() + "/edit";
        String page = member.get(edit + "/bills/new").body();
        HttpResponse<String> bill = member.post(
                edit + "/bills/new",
                Map.of(
                        "head",
                        "SURGEON",
                        "billNumber",
                        SHORT,
                        "billDate",
                        "2026-11-05",
                        "vendor",
                        SCRIPT,
                        "claimed",
                        "100",
                        "version",
                        versionOn(page)));
        assertThat(bill.statusCode()).as(bill.body()).isIn(302, 303);
        member.get(edit + "/documents");
        member.upload(
                edit + "/documents/HOSPITAL_BILL",
                Map.of("version", versionOn(member.get(edit + "/documents").body())),
                "file",
                SHORT.replace("\"", "%22") + ".pdf",
                SampleFiles.pdf("A bill"));
        submitted = submittedWithScripts("4000");
        staffWriteScriptsToo();
    }

    /** What staff write by hand, and a member asks the trust. */
    private void staffWriteScriptsToo() {
        accepted(member, "/my-data/new/grievance", Map.of("words", SCRIPT));
        WebSession admin = People.signedIn(port, People.with(accounts, Role.SYSTEM_ADMIN));
        admin.get("/operations/clients/new?kind=public");
        accepted(
                admin,
                "/operations/clients",
                Map.of(
                        "kind",
                        "PUBLIC",
                        "name",
                        SHORT + household.user().employeeNumber(),
                        "contact",
                        SCRIPT,
                        "scopes",
                        "profile:read",
                        "redirectUris",
                        "https://app.example.org/done"));
        String colleague = People.with(accounts, Role.HELPDESK_AGENT);
        String page = admin.get("/operations/people/" + colleague).body();
        accepted(
                admin,
                "/operations/people/" + colleague + "/lock",
                Map.of("reason", SCRIPT, "version", versionOn(page)));
        WebSession trust = People.signedIn(port, People.with(accounts, Role.TRUST_ADMIN));
        trust.get("/legal-holds/new");
        String number = household.user().employeeNumber();
        String label = trust.post("/legal-holds/new", Map.of("target", number, "reason", SCRIPT))
                .body()
                .replaceFirst("(?s).*name=\"confirmed\" value=\"([^\"]*)\".*", "$1");
        accepted(trust, "/legal-holds/new", Map.of("target", number, "reason", SCRIPT, "confirmed", unescaped(label)));
        trust.get("/operations/holidays");
        accepted(trust, "/operations/holidays", Map.of("day", "2029-02-05", "nameEn", SHORT, "nameHi", SHORT));
        WebSession approver = People.signedIn(port, People.with(accounts, Role.ACCOUNTS_APPROVER));
        approver.get("/payments/ledger/blackouts");
        accepted(
                approver,
                "/payments/ledger/blackouts",
                Map.of("firstDay", "2031-02-03", "lastDay", "2031-02-04", "reason", SCRIPT));
    }

    private static void accepted(WebSession session, String path, Map<String, String> form) {
        session.get(path.replaceFirst("/lock$", ""));
        HttpResponse<String> answer = session.post(path, form);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(302, 303);
    }

    private static String unescaped(String value) {
        return value.replace("&lt;", "<")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** The bills of a draft with scripts, as forms and programs may send them, on their way to the reviewers. */
    private ApplicationView submittedWithScripts(String bill) {
        ApplicationView draft = households.surgeryDraft(household, Money.of(bill));
        jdbc.sql("update applications.line set vendor = ?, bill_number = ? where application_id = ?")
                .params(SCRIPT, SHORT + bill, draft.id())
                .update();
        return submitApplication.submit(draft.id(), draft.version(), household.user());
    }

    private static String versionOn(String page) {
        Matcher version = Pattern.compile("name=\"version\" value=\"([0-9]+)\"").matcher(page);
        return version.find() ? version.group(1) : "1";
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void runNowhere(Role role) {
        WebSession reader = role == Role.MEMBER ? member : People.signedIn(port, People.with(accounts, role));
        Deque<String> ahead =
                new ArrayDeque<>(List.of("/", "/profile", "/applications", "/inbox", "/review", "/audit"));
        ahead.addAll(List.of("/my-data", "/data-requests", "/legal-holds", "/operations/holidays"));
        ahead.addAll(List.of("/operations/clients", "/payments/ledger/blackouts"));
        ahead.addAll(List.of("/payments", "/payments/vouchers", "/operations", "/account/security"));
        Set<String> seen = new LinkedHashSet<>(ahead);
        int pages = 0;
        int marked = 0;
        while (!ahead.isEmpty() && pages < MOST_PAGES) {
            String path = ahead.pop();
            HttpResponse<String> answer = reader.get(path);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (!type.startsWith("text/html")) {
                continue;
            }
            pages++;
            assertThat(Markup.dangers(answer.body(), MARK))
                    .as("%s as %s", path, role)
                    .isEmpty();
            marked += answer.body().contains(MARK) ? 1 : 0;
            Matcher links = LINK.matcher(answer.body());
            while (links.find()) {
                String next = links.group(1).replace("&amp;", "&");
                if (!next.startsWith("/assets") && !next.contains("sign-out") && seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        assertThat(pages).as("pages that %s read", role).isGreaterThan(2);
        if (WHO_READS_THEM.contains(role)) {
            assertThat(marked)
                    .as("pages with the scripts as text, for %s", role)
                    .isPositive();
        }
    }

    /** The form that a member prints: the scripts are text on paper, and nothing in the file runs or leads anywhere. */
    @Test
    void standAsTextInAPdfWithNothingActive() throws IOException {
        byte[] form = member.download("/applications/" + submitted.id() + "/form.pdf");
        try (PDDocument document = Loader.loadPDF(form)) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("<script>" + MARK + "()</script>");
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getDocumentCatalog().getNames()).isNull();
            assertThat(document.getDocumentCatalog().getAcroForm()).isNull();
            for (PDPage page : document.getPages()) {
                assertThat(page.getAnnotations())
                        .as("links and other places to click")
                        .isEmpty();
            }
        }
        assertThat(new String(form, StandardCharsets.ISO_8859_1))
                .doesNotContain("/JavaScript", "/Launch", "/URI", "/EmbeddedFile");
    }

    @Test
    void wouldBeSeenIfTheyRan() {
        assertThat(Markup.dangers("<p>" + SCRIPT + "</p>", MARK)).hasSizeGreaterThan(1);
        assertThat(Markup.dangers("<input value=\"" + SHORT + "\">", MARK)).isNotEmpty();
        assertThat(Markup.dangers("<a href=\"javascript:alert(1)\">x</a>", MARK))
                .isNotEmpty();
        assertThat(Markup.dangers("<p title=\"&#34; onclick=xssprobe()\">&lt;script></p>", MARK))
                .isEmpty();
    }
}
