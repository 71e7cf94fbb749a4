package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;
import static org.ltet.portal.payments.PaymentsFixture.OTHER_CHECKER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.payments.layout.LayoutDefinition.Shape;
import org.ltet.portal.payments.layout.LayoutPreview;
import org.ltet.portal.payments.layout.LayoutPreviews;
import org.ltet.portal.payments.layout.LayoutState;
import org.ltet.portal.payments.layout.LayoutView;
import org.ltet.portal.payments.layout.Layouts;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.shared.Refused.Kind;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class})
@DisplayName("The NEFT layout: made by two people, and each batch keeps the one it was frozen with (PAY-3)")
class NeftLayoutsTest {

    private static final User OTHER_MAKER = PaymentsFixture.user("10000027", "Second Maker", Role.ACCOUNTS_OFFICER);

    @Autowired
    Layouts layouts;

    @Autowired
    LayoutPreviews previews;

    @Autowired
    AssembleBatch assembleBatch;

    @Autowired
    ReleaseBatch releaseBatch;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void theBankIsSilent() {
        BankSimulator.follows("silent");
        asConfigured();
    }

    /** For the other tests, whose files are written as configured. */
    @AfterEach
    void asConfigured() {
        jdbc.sql("""
                update payments.neft_layout set state = case state when 'IN_FORCE' then 'REPLACED' else 'DISCARDED' end,
                    ended_by = 'test', ended_at = now()
                where state in ('DRAFT', 'SUBMITTED', 'IN_FORCE')
                """).update();
    }

    @Test
    void aBatchIsWrittenWithTheLayoutItWasFrozenWith() {
        UUID before = fixture.approvedBatch(fixture.approved(2, "100.00"));
        inForce(fixedWidth());
        UUID between = fixture.approvedBatch(fixture.approved(1, "200.00"));
        inForce(LayoutDefinitions.semicolons());
        UUID after = fixture.approvedBatch(fixture.approved(1, "300.00"));

        ReleaseView configured = release(before);
        assertThat(text(configured)).startsWith("H|").endsWith("T|2|200.00\r\n");
        assertThat(name(configured)).endsWith(".txt");
        ReleaseView fixed = release(between);
        assertThat(text(fixed)).matches("D\\S{16} {4}0{12}20000.{40}HDFC0000060\n");
        assertThat(name(fixed)).endsWith(".dat");
        assertThat(text(release(after))).startsWith("H;").endsWith("T;1;300.00\r\n");

        byte[] once = documents.bytes(fixed.neftDocument());
        inForce(LayoutDefinitions.tabs());
        assertThat(documents.bytes(release(between).neftDocument()))
                .as("asked for again after another layout")
                .isEqualTo(once);
        assertThat(jdbc.sql("select count(distinct neft_layout_id) from payments.release where batch_id in (:ids)")
                        .param("ids", List.of(before, between, after))
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void aBatchHandedBackAndFrozenAgainTakesTheNewOne() {
        UUID batch = fixture.frozenBatch(fixture.approved(1, "100.00"));
        inForce(LayoutDefinitions.semicolons());
        releaseBatch.handBack(batch, fixture.batch(batch).version(), "Other layout", CHECKER);
        assembleBatch.freeze(batch, fixture.batch(batch).version(), IndiaTime.today(clock), MAKER);
        releaseBatch.approve(batch, fixture.batch(batch).version(), CHECKER);
        assertThat(text(release(batch))).startsWith("H;");
    }

    @Test
    void whoWroteItNeverPutsItInForce() {
        UUID id = submitted(fixedWidth(), MAKER);
        User both = new User(
                UUID.randomUUID(),
                MAKER.employeeNumber(),
                "Maker turned checker",
                Map.of(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));
        refused(Kind.FORBIDDEN, "payments.layoutYourOwn", () -> layouts.putInForce(id, version(id), both));
        refused(Kind.FORBIDDEN, "payments.layoutYourOwn", () -> layouts.sendBack(id, version(id), "no", both));
        refused(Kind.FORBIDDEN, "payments.onlyChecker", () -> layouts.putInForce(id, version(id), OTHER_MAKER));
        refused(Kind.FORBIDDEN, "payments.onlyChecker", () -> layouts.putInForce(id, version(id), HEAD));
        User narrow = new User(
                UUID.randomUUID(),
                "10000028",
                "Narrow",
                Map.of(
                        Role.HEAD,
                        Scope.EVERYWHERE,
                        Role.ACCOUNTS_APPROVER,
                        new Scope(Set.of("HEAV"), Set.of(), Set.of())));
        refused(Kind.FORBIDDEN, "payments.onlyChecker", () -> layouts.putInForce(id, version(id), narrow));
        violates(
                "neft_layout_maker_is_not_checker",
                "update payments.neft_layout set state = 'IN_FORCE', in_force_by = '" + MAKER.employeeNumber()
                        + "', in_force_at = now() where state = 'SUBMITTED'");
        layouts.putInForce(id, version(id), CHECKER);
        assertThat(layouts.inForce(HEAD).orElseThrow().inForce())
                .extracting(LayoutView.Act::by)
                .isEqualTo(CHECKER.employeeNumber());
    }

    @Test
    void everyEditorIsKeptFromApproving() {
        UUID id = layouts.start(null, MAKER);
        layouts.edit(id, 0, fixedWidth(), OTHER_MAKER);
        assertThat(layouts.layout(id, HEAD).editors())
                .containsExactly(MAKER.employeeNumber(), OTHER_MAKER.employeeNumber());
        violates(
                "neft_layout_kept",
                "update payments.neft_layout set editors = array['10000015'] where state = 'DRAFT'");
    }

    @Test
    void theDatabaseKeepsWhatWasHandedIn() {
        UUID id = submitted(fixedWidth(), MAKER);
        violates("neft_layout_kept", "update payments.neft_layout set definition = '{}' where state = 'SUBMITTED'");
        layouts.putInForce(id, version(id), CHECKER);
        violates("neft_layout_kept", "update payments.neft_layout set definition = '{}' where state = 'IN_FORCE'");
        violates("neft_layout_kept", "delete from payments.neft_layout where state = 'IN_FORCE'");
        violates("allowed_move", "update payments.neft_layout set state = 'DRAFT' where state = 'IN_FORCE'");
        violates(
                "neft_layout_begins",
                "insert into payments.neft_layout select * from payments.neft_layout" + " where state = 'IN_FORCE'");
        UUID batch = fixture.frozenBatch(fixture.approved(1, "100.00"));
        violates("batch_layout_kept", "update payments.batch set neft_layout_id = null where id = '" + batch + "'");
    }

    /** The bank knows nothing of versions: it is told the definition, as the API gives it. */
    @Test
    void theBankReadsWhatItWasToldToRead() {
        try {
            for (LayoutDefinition definition :
                    List.of(fixedWidth(), LayoutDefinitions.semicolons(), LayoutDefinitions.tabs())) {
                inForce(definition);
                VoucherView voucher = fixture.approved("100.50");
                UUID batch = fixture.approvedBatch(List.of(voucher));
                ReleaseView release = release(batch);
                BankSimulator.reads(definition);
                BankSimulator.follows("all-paid");
                BankSimulator.takes(name(release), documents.bytes(release.neftDocument()));
                assertThat(BankSimulator.paymentsIn(name(release)))
                        .as("%s", definition.shape())
                        .isOne();
                // the job may have sent the XML file of the batch meanwhile
                assertThat(BankSimulator.timesPaid(VoucherView.endToEndId(voucher.number(), 1)))
                        .isPositive();
                BankSimulator.follows("silent");
            }
        } finally {
            BankSimulator.readsHeadings();
        }
    }

    /** A node of the release before freezes without a word of a layout, and cannot write what it does not know. */
    @Test
    void aNodeOfTheReleaseBeforeMixesNothing() {
        UUID configured = fixture.approvedBatch(fixture.approved(1, "100.00"));
        insertRelease(configured);
        UUID version = inForce(fixedWidth());
        UUID batch = fixture.approvedBatch(fixture.approved(1, "100.00"));
        assertThatThrownBy(() -> insertRelease(batch))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is not written with the layout");
        jdbc.sql("update payments.batch set state = 'OPEN', payment_count = null, control_sum = null,"
                        + " execution_date = null, frozen_by = null, frozen_at = null, approved_by = null,"
                        + " approved_at = null where id = ?")
                .param(batch)
                .update();
        jdbc.sql(
                        "update payments.batch set state = 'FROZEN', payment_count = 1, control_sum = 100, frozen_by = '10000015',"
                                + " frozen_at = now(), execution_date = current_date where id = ?")
                .param(batch)
                .update();
        assertThat(jdbc.sql("select neft_layout_id from payments.batch where id = ?")
                        .param(batch)
                        .query(UUID.class)
                        .single())
                .isEqualTo(version);
    }

    private void insertRelease(UUID batch) {
        jdbc.sql("""
                insert into payments.release (batch_id, message_id, file_name, pain_document, pain_sha256, neft_document,
                    released_by, released_at)
                values (:id, left(:id::text, 35), :id::text, :id, 'x', :id, '10000016', now())
                """).param("id", batch).update();
    }

    @RepeatedTest(5)
    void ofTwoApproversAtOnceOnePutsItInForce() throws Exception {
        UUID id = submitted(fixedWidth(), MAKER);
        long version = version(id);
        List<Object> outcomes = together(
                () -> act(() -> layouts.putInForce(id, version, CHECKER)),
                () -> act(() -> layouts.putInForce(id, version, OTHER_CHECKER)));
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes).filteredOn(Refused.class::isInstance).hasSize(1);
        assertThat(inForceCount()).isOne();
    }

    @RepeatedTest(5)
    void whatIsPutInForceIsWhatTheApproverSaw() throws Exception {
        UUID id = submitted(fixedWidth(), MAKER);
        long version = version(id);
        List<Object> outcomes = together(
                () -> act(() -> layouts.putInForce(id, version, CHECKER)),
                () -> act(() -> layouts.edit(id, version, LayoutDefinitions.tabs(), MAKER)),
                () -> act(() -> layouts.sendBack(id, version, "Use another order", OTHER_CHECKER)));
        assertThat(outcomes.get(1)).as("what was handed in is not edited").isInstanceOf(Refused.class);
        assertThat(outcomes).as("in force, or sent back").containsOnlyOnce("done");
        LayoutView now = layouts.layout(id, HEAD);
        assertThat(now.definition()).isEqualTo(fixedWidth());
        assertThat(now.state()).isIn(LayoutState.IN_FORCE, LayoutState.DRAFT);
    }

    @RepeatedTest(5)
    void oneFreezesWhileAnotherPutsInForce() throws Exception {
        inForce(LayoutDefinitions.semicolons());
        UUID id = submitted(fixedWidth(), MAKER);
        UUID batch = fixture.openBatch(fixture.approved(3, "100.00"));
        int version = fixture.batch(batch).version();
        List<Object> outcomes = together(
                () -> act(() -> assembleBatch.freeze(batch, version, IndiaTime.today(clock), MAKER)),
                () -> act(() -> layouts.putInForce(id, version(id), CHECKER)));
        assertThat(outcomes).containsOnly("done");
        releaseBatch.approve(batch, fixture.batch(batch).version(), CHECKER);
        String[] lines = text(release(batch)).split("\n");
        boolean whole = lines.length == 3
                ? List.of(lines).stream().allMatch(line -> line.startsWith("DV"))
                : lines.length == 5 && lines[0].startsWith("H;") && lines[1].startsWith("D;");
        assertThat(whole)
                .as("all of the old or all of the new: %s", (Object) lines)
                .isTrue();
    }

    @RepeatedTest(5)
    void twoWhoEditTheSameDraftDoNotOverwriteEachOther() throws Exception {
        UUID id = layouts.start(null, MAKER);
        List<Object> outcomes = together(
                () -> act(() -> layouts.edit(id, 0, fixedWidth(), MAKER)),
                () -> act(() -> layouts.edit(id, 0, LayoutDefinitions.tabs(), OTHER_MAKER)));
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .extracting(refused -> ((Refused) refused).kind())
                .isEqualTo(Kind.STALE);
        List<Object> started = together(
                () -> act(() -> layouts.start(null, MAKER)), () -> act(() -> layouts.start(null, OTHER_MAKER)));
        assertThat(started).as("one draft at a time").allMatch(Refused.class::isInstance);
    }

    @RepeatedTest(3)
    void ofTwoWhoStartADraftOneDoes() throws Exception {
        List<Object> started = together(
                () -> act(() -> layouts.start(null, MAKER)), () -> act(() -> layouts.start(null, OTHER_MAKER)));
        assertThat(started).containsOnlyOnce("done");
    }

    @Test
    void aDraftWithFaultsIsKeptButNotHandedIn() {
        UUID id = layouts.start(null, MAKER);
        LayoutDefinition faulty =
                new LayoutDefinition(Shape.FIXED_WIDTH, "", null, null, "txt", null, List.of(), List.of(), List.of());
        refused(Kind.CONFLICT, "payments.layoutUnchanged", () -> layouts.submit(id, 0, "Nothing", MAKER));
        layouts.edit(id, 0, faulty, MAKER);
        refused(Kind.CONFLICT, "payments.layoutFaulty", () -> layouts.submit(id, 1, "Wrong", MAKER));
        layouts.edit(id, 1, fixedWidth(), MAKER);
        refused(Kind.INVALID, "payments.layoutReason", () -> layouts.submit(id, 2, " ", MAKER));
        layouts.submit(id, 2, "The bank asked for fixed widths", MAKER);
        refused(Kind.CONFLICT, "payments.layoutNotDraft", () -> layouts.edit(id, 3, faulty, MAKER));
        layouts.sendBack(id, 3, "The reference first", CHECKER);
        assertThat(layouts.layout(id, MAKER).sentBackWhy()).isEqualTo("The reference first");
        layouts.discard(id, 4, OTHER_MAKER);
        refused(Kind.CONFLICT, "payments.layoutNotDraft", () -> layouts.discard(id, 5, MAKER));
    }

    @Test
    void thePreviewShowsTheBatchWithoutAnyAccountNumber() {
        VoucherView voucher = fixture.approved("4321.00");
        UUID batch = fixture.openBatch(List.of(voucher));
        LayoutPreview preview = previews.preview(LayoutDefinitions.semicolons(), batch, MAKER);
        assertThat(preview.batchNumber()).isEqualTo(fixture.batch(batch).number());
        assertThat(preview.lines()).hasSize(3);
        String masked = voucher.payee().masked().replaceAll("\\D", "");
        assertThat(preview.lines().get(1))
                .contains(";4321.00;", ";XXXXXXXXXX" + masked + ";", VoucherView.endToEndId(voucher.number(), 1));
        assembleBatch.freeze(batch, fixture.batch(batch).version(), IndiaTime.today(clock), MAKER);
        assertThat(previews.preview(LayoutDefinitions.semicolons(), batch, MAKER)
                        .lines())
                .as("the same once it is frozen")
                .isEqualTo(preview.lines());
        LayoutPreview samples = previews.preview(LayoutDefinitions.tabs(), null, HEAD);
        assertThat(samples.batchNumber()).isNull();
        assertThat(samples.lines()).hasSize(5).anyMatch(line -> line.contains("SAMPLE"));
    }

    private static LayoutDefinition fixedWidth() {
        return LayoutDefinitions.fixedWidth();
    }

    private UUID inForce(LayoutDefinition definition) {
        UUID id = submitted(definition, MAKER);
        layouts.putInForce(id, version(id), CHECKER);
        return id;
    }

    private UUID submitted(LayoutDefinition definition, User maker) {
        UUID id = layouts.start(null, maker);
        layouts.edit(id, 0, definition, maker);
        layouts.submit(id, 1, "The bank asked for it", maker);
        return id;
    }

    private long version(UUID id) {
        return layouts.layout(id, HEAD).version();
    }

    private int inForceCount() {
        return jdbc.sql("select count(*) from payments.neft_layout where state = 'IN_FORCE'")
                .query(Integer.class)
                .single();
    }

    private ReleaseView release(UUID batch) {
        return releaseBatch.release(batch, fixture.batch(batch).version(), CHECKER);
    }

    private String text(ReleaseView release) {
        return new String(documents.bytes(release.neftDocument()), StandardCharsets.US_ASCII);
    }

    private String name(ReleaseView release) {
        return jdbc.sql("select file_name from documents.document where id = ?")
                .param(release.neftDocument())
                .query(String.class)
                .single();
    }

    private void violates(String constraint, String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .satisfies(cause -> assertThat(Objects.requireNonNull(((PSQLException) cause).getServerErrorMessage())
                                .getConstraint())
                        .isEqualTo(constraint));
    }

    private static void refused(Kind kind, String code, Runnable act) {
        assertThatExceptionOfType(Refused.class).isThrownBy(act::run).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.kind()).isEqualTo(kind);
        });
    }

    private static Object act(Runnable act) {
        act.run();
        return "done";
    }

    @SafeVarargs
    private static List<Object> together(Callable<Object>... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.length)) {
            List<Future<Object>> running = new ArrayList<>();
            for (Callable<Object> action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> one : running) {
                try {
                    outcomes.add(one.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
            return outcomes;
        }
    }
}
