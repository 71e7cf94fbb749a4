package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.AnswerSendBack;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.documents.ReadDocument;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Tokens;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.BankAccountEntry;
import org.ltet.portal.people.ChangeBankAccount;
import org.ltet.portal.people.ConsentEntry;
import org.ltet.portal.people.ContactEntry;
import org.ltet.portal.people.CorrectContact;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.IdentityNumber;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * One member's whole way, from a changed profile to the money on the account, through the use cases and the API; then
 * everything that the portal keeps is looked through.
 */
@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("After a member's whole journey")
class NothingInClearTest implements BankSimulator {

    private static final String ACCOUNT = "50109998877661";
    private static final String INCOME = "734321";
    private static final String PAN = "QXZPK8461W";
    private static final String AADHAAR = "234567890124";
    private static final String COMPLAINT = "Somebody at desk nineteen saw my tuberculosis report";
    private static final String HOSPITAL = "Kasturba Quicksilver Hospital";
    private static final String PASSWORD = "a pass phrase for the journey";

    /** Tables that record the portal's own work, not what people did; each with the reason. */
    private static final Map<String, String> NOT_AUDITED = Map.ofEntries(
            Map.entry("operations.job", "the scheduler's own rows"),
            Map.entry("operations.event_publication", "events on their way between modules"),
            Map.entry("operations.sealed_column", "progress of the job that seals anew"),
            Map.entry("operations.indexed_column", "progress of the job that indexes anew"),
            Map.entry("operations.retention_run", "the schedule's own record, told by its entry"),
            Map.entry("operations.retention_result", "the schedule's own record, told by its entry"),
            Map.entry("documents.reading_job", "the scheduler's own rows"),
            Map.entry("documents.page_layout", "told by the entry of the reading"),
            Map.entry("documents.upload", "a file on its way is nothing yet; told by the entry of its document"),
            Map.entry("documents.upload_part", "a file on its way is nothing yet; told by the entry of its document"),
            Map.entry("review.risk_due", "what waits to be judged; told by the entry of the judgement"),
            Map.entry("documents.page_look", "made of a document while it is read, which is told when that ends"),
            Map.entry("documents.look_alike", "made of a document while it is read, which is told when that ends"),
            Map.entry("documents.reading", "told by its entry when it ends; attempts are counted before"),
            Map.entry("audit.unlinked", "the trail itself"),
            Map.entry("audit.link", "the trail itself"),
            Map.entry("audit.anchor", "the trail itself"),
            Map.entry("audit.verification", "the trail's own record of its checks"),
            Map.entry("web.idempotency_key", "answers kept for repeated requests"),
            Map.entry("notifications.notice", "told by the event that is an entry already; kept by itself"),
            Map.entry("notifications.delivery", "has its own history of attempts"));

    @LocalServerPort
    int port;

    @Value("${portal.data-directory}")
    Path data;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Tokens tokens;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    People people;

    @Autowired
    CorrectContact correctContact;

    @Autowired
    ChangeBankAccount changeBankAccount;

    @Autowired
    IdentityNumbers numbers;

    @Autowired
    MyDataRequests requests;

    @Autowired
    StartDraft startDraft;

    @Autowired
    Drafting drafting;

    @Autowired
    AttachDocument attachDocument;

    @Autowired
    Applications applications;

    @Autowired
    Decisions decisions;

    @Autowired
    AnswerSendBack answerSendBack;

    @Autowired
    ReadDocument readDocument;

    @Autowired
    PollBank pollBank;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void watchNoLonger() {
        tables().forEach(table ->
                jdbc.sql("drop trigger if exists watched on " + table).update());
    }

    @Test
    @DisplayName(
            "no account number, PAN, Aadhaar, income, illness or complaint lies in clear in database or files (SEC-1), and every change is on record (SEC-2)")
    void nothingLiesInClearAndEveryChangeIsOnRecord() throws Exception {
        Household household = households.serving();
        jdbc.sql("update people.dependent set disabled = true, disability_percent = 60 where id = ?")
                .param(household.childId())
                .update();
        String employee = household.user().employeeNumber();
        accounts.open(new NewAccount(employee, "A member", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        String token = tokens.forPassword(employee, PASSWORD, "");
        watch();

        profile(household);
        numbers(household);
        income(household);
        UUID application = applyThroughTheApi(household, token);
        review(household, application);
        pay(application);
        copyOfOwnData(household);

        lookThrough();
        assertThat(unrecorded()).isEmpty();
    }

    private void profile(Household household) {
        currentUser.runAs(household.user(), () -> {
            Member member = people.byId(household.memberId());
            correctContact.correct(
                    member.id(),
                    new ContactEntry("a@example.in", "9812345670", "1 Road", "Pune", "Maharashtra", "411001"),
                    member.version(),
                    member.employeeNumber());
            changeBankAccount.change(
                    member.id(),
                    new BankAccountEntry(PaymentsFixture.IFSC, ACCOUNT, ACCOUNT, "A Member"),
                    people.byId(member.id()).version(),
                    member.employeeNumber());
            return member;
        });
    }

    private void numbers(Household household) {
        currentUser.runAs(household.user(), () -> {
            for (IdentityNumber kind : IdentityNumber.values()) {
                numbers.give(
                        household.memberId(),
                        kind,
                        kind == IdentityNumber.PAN ? PAN : AADHAAR,
                        true,
                        people.byId(household.memberId()).version(),
                        ConsentEntry.Way.SCREEN,
                        household.user().employeeNumber());
            }
        });
    }

    /** Everything at once lies in the export, and in nothing else but the sealed file. */
    private void copyOfOwnData(Household household) {
        User user = household.user();
        UUID id = currentUser.runAs(user, () -> {
            requests.ask(DataRequest.Kind.GRIEVANCE, COMPLAINT, user);
            return requests.ask(DataRequest.Kind.ACCESS, null, user);
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            scheduler.triggerCheckForDueExecutions();
            return requests.find(id, user).exportDocument() != null;
        });
    }

    private void income(Household household) {
        User user = household.user();
        currentUser.runAs(user, () -> {
            ApplicationView draft = startDraft.start("S02", household.childId(), user);
            ApplicationView answered =
                    drafting.saveAnswers(draft.id(), draft.version(), Map.of("familyIncome", INCOME), user);
            return drafting.saveAnswers(draft.id(), answered.version(), Map.of("familyIncome", INCOME + "9"), user);
        });
    }

    private UUID applyThroughTheApi(Household household, String token) throws Exception {
        User user = household.user();
        HttpResponse<String> draft =
                call(token, "POST", "/api/v1/applications", null, """
                {"schemeCode": "S13", "beneficiaryId": "%s"}""".formatted(household.memberId()));
        assertThat(draft.statusCode()).isEqualTo(201);
        UUID id = UUID.fromString(json.readTree(draft.body()).get("id").asString());
        String path = "/api/v1/applications/" + id;
        HttpResponse<String> answered = call(token, "PATCH", path, etag(draft), """
                {"answers": {"hospital": "%s", "surgery": "Gall bladder", "listedDisease": "false",
                             "admissionDate": "2026-11-01", "dischargeDate": "2026-11-05"}}""".formatted(HOSPITAL));
        assertThat(answered.statusCode()).isEqualTo(200);
        HttpResponse<String> line = call(token, "POST", path + "/lines", etag(answered), """
                {"head": "SURGEON", "billNumber": "Q77", "billDate": "2026-11-05", "vendor": "Clinic",
                 "claimed": "15000.00"}""");
        assertThat(line.statusCode()).isEqualTo(201);
        for (String type : List.of("HOSPITAL_BILL", "HOSPITAL_BILL", "DISCHARGE_SUMMARY")) {
            StoredDocument stored = currentUser.runAs(
                    user,
                    () -> attachDocument.attach(
                            id,
                            type,
                            "paper.pdf",
                            new ByteArrayInputStream(
                                    SampleFiles.pdf(type + " of account " + ACCOUNT + System.nanoTime())),
                            user));
            currentUser.runAs(user, () -> readDocument.open(stored.id(), user)).close();
        }
        currentUser.runAs(user, () -> {
            ApplicationView now = applications.get(id, user);
            return drafting.setOtherReimbursement(id, now.version(), Money.of("100"), user);
        });
        HttpResponse<String> full = call(token, "GET", path, null, null);
        HttpResponse<String> submitted = call(token, "POST", path + "/submit", etag(full), "");
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(200);
        assertThat(submitted.body()).contains(HOSPITAL);
        return id;
    }

    private void review(Household household, UUID id) {
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        User member = household.user();
        UUID line = applications.get(id, member).lines().getFirst().id();
        ApplicationView sentBack = currentUser.runAs(scrutiny, () -> {
            ApplicationView taken = decisions.take(id, scrutiny);
            ApplicationView deducted = decisions.deduct(
                    id, line, new Deduction(Money.of("500"), "NOT_ADMISSIBLE", null), taken.version(), scrutiny);
            return decisions.sendBack(
                    id, "DOCUMENT_UNREADABLE", "Please look again.", Map.of(), deducted.version(), scrutiny);
        });
        ApplicationView again =
                currentUser.runAs(member, () -> answerSendBack.resubmit(id, "Here it is.", sentBack.version(), member));
        currentUser.runAs(
                scrutiny, () -> decisions.sanction(id, Sanction.inFull(again.version(), again.payable()), scrutiny));
    }

    private void pay(UUID application) throws Exception {
        BankSimulator.follows("all-paid");
        VoucherView voucher = fixture.voucherOf(application);
        currentUser.runAs(MAKER, () -> checkVouchers.verify(voucher.id(), voucher.version(), MAKER));
        currentUser.runAs(
                CHECKER,
                () -> checkVouchers.approve(
                        voucher.id(), fixture.voucher(voucher.id()).version(), CHECKER));
        ReleaseView release = fixture.released(List.of(fixture.voucher(voucher.id())));
        fixture.delivered(release);
        pollBank.poll();
        assertThat(fixture.applicationState(application)).isEqualTo("DISBURSED");
    }

    private void lookThrough() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (String clear : List.of(ACCOUNT, INCOME, HOSPITAL, PAN, AADHAAR, COMPLAINT)) {
            wanted.add(clear);
            wanted.add(HexFormat.of().formatHex(clear.getBytes(StandardCharsets.UTF_8)));
        }
        List<String> found = new ArrayList<>();
        for (String table : tables()) {
            for (String row : jdbc.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()) {
                wanted.stream().filter(row::contains).forEach(clear -> found.add(table + " holds " + clear));
            }
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                wanted.stream().filter(content::contains).forEach(clear -> found.add(file + " holds " + clear));
            }
        }
        assertThat(found).isEmpty();
        assertThat(jdbc.sql("select count(*) from web.idempotency_key where body is not null")
                        .query(Long.class)
                        .single())
                .as("answers kept for repeated requests, which the search above went through")
                .isPositive();
    }

    /** Notes each transaction that changes a table; entries of the trail are noted likewise. */
    private void watch() {
        jdbc.sql("create table if not exists public.watched (xid xid8, place text, op text)")
                .update();
        jdbc.sql("""
                create or replace function public.watch() returns trigger language plpgsql as $$
                begin
                    insert into public.watched values (pg_current_xact_id(), tg_table_schema || '.' || tg_table_name, tg_op);
                    return null;
                end $$
                """).update();
        for (String table : tables()) {
            if (!NOT_AUDITED.containsKey(table) && !table.startsWith("audit.entry_") && !table.startsWith("public.")) {
                jdbc.sql("create trigger watched after insert or update or delete on " + table
                                + " for each row execute function public.watch()")
                        .update();
            }
        }
    }

    private List<String> unrecorded() {
        Set<String> watchedTables = Set.copyOf(jdbc.sql("select distinct place from public.watched")
                .query(String.class)
                .list());
        assertThat(watchedTables)
                .contains(
                        "people.member",
                        "people.bank_account",
                        "applications.application",
                        "applications.line",
                        "documents.document",
                        "payments.voucher",
                        "payments.payment",
                        "payments.batch",
                        "payments.bank_import");
        return jdbc.sql("""
                        select distinct w.place || ' ' || w.op from public.watched w
                        where w.place not like 'audit.%' and not exists (
                            select 1 from public.watched e where e.xid = w.xid and e.place like 'audit.entry%')
                        order by 1
                        """).query(String.class).list();
    }

    private List<String> tables() {
        return jdbc.sql("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                          and c.relname not in ('flyway_schema_history', 'watched')
                        order by 1
                        """).query(String.class).list();
    }

    private HttpResponse<String> call(
            String token, String method, String path, @Nullable String etag, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
