package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("People of accounts see and decide within their part of the trust, and never on relatives (ACC-5, PAY-2)")
class ScopedAccountsTest implements BankSimulator {

    private static final String PASSWORD = "a pass phrase of accounts";
    private static final AtomicInteger NUMBERS = new AtomicInteger(33_000_000);
    private static final Scope POWER = new Scope(Set.of("POWER"), Set.of(), Set.of());
    private static final Scope HEAVY = new Scope(Set.of("HEAV"), Set.of(), Set.of());

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    Households households;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    AssembleBatch assembleBatch;

    @Autowired
    Batches batches;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    SettleOpenItem settleOpenItem;

    @Autowired
    TakeStatement takeStatement;

    @Autowired
    List<DocumentAccess> accesses;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void theBankSaysOnlyWhatATestSays() {
        BankSimulator.follows("silent");
    }

    @Test
    void anotherPartOfTheTrustIsNotThereInTheApiNorOnTheScreens() throws Exception {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        ReleaseView release = fixture.released(List.of(voucher));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), "5999.00");
        UUID item = newestItem();
        String elsewhere = account(Map.of(Role.ACCOUNTS_APPROVER, POWER));
        String batch = release.batchId().toString();

        for (String path : List.of(
                "/api/v1/batches/" + batch,
                "/api/v1/batches/" + batch + "/vouchers",
                "/api/v1/batches/" + batch + "/payments",
                "/api/v1/batches/" + batch + "/faulty",
                "/api/v1/open-items/" + item,
                "/api/v1/documents/" + release.painDocument() + "/content")) {
            assertThat(send(elsewhere, "GET", path, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send(elsewhere, "GET", "/api/v1/batches", null).body()).doesNotContain(batch);
        assertThat(send(elsewhere, "GET", "/api/v1/open-items", null).body()).doesNotContain(item.toString());
        assertThat(send(elsewhere, "GET", "/api/v1/bank-statements", null).body())
                .contains("\"items\":[]");
        assertThat(send(elsewhere, "POST", "/api/v1/batches/" + batch + "/release", "{}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(
                                elsewhere,
                                "POST",
                                "/api/v1/open-items/" + item + "/propose",
                                "{\"resolution\": \"PAID\", \"note\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(account(Map.of(Role.ACCOUNTS_APPROVER, HEAVY)), "GET", "/api/v1/open-items/" + item, null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofABatchOfSeveralPartsOnesOwnIsShownAndItsFilesStayClosed() {
        VoucherView own = fixture.approved("100.00");
        VoucherView other = fixture.approved("200.00");
        jdbc.sql("update payments.voucher set ic = 'POWER' where id = :id")
                .param("id", other.id())
                .update();
        UUID batch = fixture.released(List.of(own, other)).batchId();
        User heavy = user(Map.of(Role.ACCOUNTS_APPROVER, HEAVY));

        assertThat(batches.page(null, null, heavy).items())
                .extracting(BatchView::id)
                .contains(batch);
        assertThat(batches.vouchers(batch, null, heavy).items())
                .extracting(VoucherView::id)
                .containsExactly(own.id());
        assertThat(batches.payments(batch, null, heavy).items())
                .extracting(PaymentView::voucherId)
                .containsExactly(own.id());
        assertThat(batches.details(batch, heavy).mayOpenFiles()).isFalse();
        DocumentAccess files = access(BankFileAccess.BATCH);
        assertThat(files.mayRead(heavy, batch)).isFalse();
        assertThat(files.mayRead(CHECKER, batch)).isTrue();
        assertThat(files.mayRead(HEAD, batch)).isFalse();
    }

    @Test
    void filesOfTheBankAreForThoseWhoWorkForTheWholeTrust() {
        User heavy = user(Map.of(Role.ACCOUNTS_OFFICER, HEAVY, Role.ACCOUNTS_APPROVER, HEAVY));
        assertThatThrownBy(() -> takeStatement.upload("x.xml", new ByteArrayInputStream(new byte[] {1}), heavy))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.wholeTrustOnly");
        DocumentAccess statements = access(BankFileAccess.STATEMENT);
        assertThat(statements.mayRead(heavy, UUID.randomUUID())).isFalse();
        assertThat(statements.mayRead(CHECKER, UUID.randomUUID())).isTrue();

        bank.debits("NOBODY-" + NUMBERS.incrementAndGet(), "1.00");
        UUID unknown = newestItem();
        assertThat(reconciliation.countOpen(heavy)).isLessThan(reconciliation.countOpen(HEAD));
        assertThatThrownBy(
                        () -> settleOpenItem.propose(unknown, 0, MatchWish.of(Resolution.NOTED, "", "A charge"), heavy))
                .isInstanceOf(Refused.class);
        fixture.settle(unknown, Resolution.NOTED, "", "A charge");
    }

    @Test
    void nobodyVerifiesBatchesOrSettlesForARelative() {
        Household member = households.serving();
        Household spouse = households.serving();
        VoucherView voucher = fixture.sanctioned(member, "6000.00");
        fixture.giveAccount(member.memberId(), "501000008888", PaymentsFixture.IFSC);
        fixture.giveAccount(spouse.memberId(), "501000008888", PaymentsFixture.IFSC);
        User relative = new User(
                UUID.randomUUID(),
                spouse.user().employeeNumber(),
                "Spouse",
                Map.of(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE, Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));

        assertThatThrownBy(() -> checkVouchers.verify(voucher.id(), voucher.version(), relative))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.relativesApplication");
        assertThat(checkVouchers
                        .signAll(
                                VoucherAction.VERIFY,
                                List.of(new CheckVouchers.Chosen(voucher.id(), voucher.version())),
                                relative)
                        .getFirst()
                        .refusal())
                .isEqualTo("relativesApplication");

        VoucherView approved = fixture.approve(voucher);
        UUID open = assembleBatch.open("Ours", relative);
        assertThat(assembleBatch.add(open, 0, List.of(approved.id()), relative)).isZero();
        UUID batch = fixture.openBatch(List.of(approved));
        assertThatThrownBy(() ->
                        assembleBatch.freeze(batch, fixture.batch(batch).version(), IndiaTime.today(clock), relative))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.ownApplicationInBatch");
        fixture.release(batch);
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), "5999.00");
        UUID item = newestItem();
        MatchWish paid = MatchWish.of(Resolution.PAID, "", "It is");
        assertThatThrownBy(() -> settleOpenItem.propose(item, 0, paid, relative))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.relativesApplication");
        settleOpenItem.propose(item, 0, paid, PaymentsFixture.MAKER);
        assertThatThrownBy(() -> settleOpenItem.confirm(item, 1, relative))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.relativesApplication");
        assertThatThrownBy(() -> settleOpenItem.refuse(item, 1, "It is not", relative))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("payments.relativesApplication");
    }

    private UUID newestItem() {
        return jdbc.sql("select id from payments.open_item order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private DocumentAccess access(String kind) {
        return accesses.stream()
                .filter(access -> access.ownerKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static User user(Map<Role, Scope> roles) {
        return new User(UUID.randomUUID(), Integer.toString(NUMBERS.incrementAndGet()), "Scoped", roles);
    }

    private String account(Map<Role, Scope> roles) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, roles));
        return number;
    }

    private HttpResponse<String> send(String number, String method, String path, @Nullable String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"0\"")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
