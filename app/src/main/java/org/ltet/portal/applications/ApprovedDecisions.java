package org.ltet.portal.applications;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApprovedAs.Standing;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Masked;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proves that what is paid is what was approved (PAY-1): compares an application as it is now, and what is about to be
 * paid, with the signed record of its sanction.
 */
@Component
public class ApprovedDecisions {

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final DecisionRows decisions;
    private final KeepDecision record;
    private final StoppedPayments stopped;
    private final ApplicationGuard guard;

    ApprovedDecisions(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            DecisionRows decisions,
            KeepDecision record,
            StoppedPayments stopped,
            ApplicationGuard guard) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.decisions = decisions;
        this.record = record;
        this.stopped = stopped;
        this.guard = guard;
    }

    /** Every part of the application against the record of its last sanction. */
    @Transactional(readOnly = true)
    public ApprovedAs approvedAs(UUID id) {
        Application app = rows.find(id).orElseThrow(() -> Refused.notFound("application"));
        DecisionRows.Row row = decisions.sanctions(List.of(id)).get(id);
        if (row == null) {
            return decisions.before(List.of(id)).contains(id)
                    ? new ApprovedAs(id, Standing.BEFORE_RECORDS, app.sanctioned, List.of())
                    : different(id, List.of("record"));
        }
        Optional<DecisionContent> opened = decisions.opened(row);
        if (opened.isEmpty()) {
            return different(id, List.of("record"));
        }
        List<String> differences = new ArrayList<>(ofRecord(row, opened.get()));
        differences.addAll(ofApplication(app, opened.get()));
        return differences.isEmpty()
                ? new ApprovedAs(id, Standing.VERIFIED, row.amount(), List.of())
                : different(id, differences);
    }

    /**
     * Whether this may be paid. What may not is put on record and shown to accounts and the head until the application
     * is decided anew.
     */
    @Transactional
    public boolean mayBePaid(ToBePaid wanted) {
        ApprovedAs approved = approvedAs(wanted.applicationId());
        List<String> differences = new ArrayList<>(approved.differences());
        if (approved.standing() == Standing.VERIFIED) {
            DecisionRows.Row row = Objects.requireNonNull(
                    decisions.sanctions(List.of(wanted.applicationId())).get(wanted.applicationId()));
            differences.addAll(ofPayment(row, wanted));
        }
        if (differences.isEmpty()) {
            return true;
        }
        stopped.stop(rows.find(wanted.applicationId()).orElseThrow(), differences);
        return false;
    }

    /**
     * Of many payments, the applications of those that are not what was approved: quick, by the portal's marks on the
     * records and without opening them.
     */
    @Transactional(readOnly = true)
    public Set<UUID> notAsApproved(Collection<ToBePaid> wanted) {
        List<UUID> ids = wanted.stream().map(ToBePaid::applicationId).toList();
        Map<UUID, DecisionRows.Row> sanctions = decisions.sanctions(ids);
        Set<UUID> before = decisions.before(ids);
        return wanted.stream()
                .filter(payment -> {
                    DecisionRows.Row row = sanctions.get(payment.applicationId());
                    return row == null
                            ? !before.contains(payment.applicationId())
                            : !decisions.isMarked(row)
                                    || !ofPayment(row, payment).isEmpty();
                })
                .map(ToBePaid::applicationId)
                .collect(Collectors.toSet());
    }

    /**
     * Every decision on record, the latest first, each checked; for staff who may see the application.
     *
     * @throws Refused not found; forbidden "applications.ownOrRelative"
     */
    @Transactional(readOnly = true)
    public List<DecisionView> of(UUID id, User user) {
        readable(id, user);
        return decisions.of(id).stream().map(this::view).toList().reversed();
    }

    /** The application that the decisions are about, for their page. */
    @Transactional(readOnly = true)
    public ApplicationSummary summary(UUID id, User user) {
        return ApplicationSummary.of(readable(id, user));
    }

    /** Likewise how the application stands against its last sanction; none while nothing is sanctioned. */
    @Transactional(readOnly = true)
    public Optional<ApprovedAs> standing(UUID id, User user) {
        return readable(id, user).state().sanctioned() ? Optional.of(approvedAs(id)) : Optional.empty();
    }

    private Application readable(UUID id, User user) {
        Application app = rows.find(id).orElseThrow(() -> Refused.notFound("application"));
        guard.read(app, user);
        guard.requireStranger(app, user);
        return app;
    }

    private DecisionView view(DecisionRows.Row row) {
        Optional<DecisionContent> opened = decisions.opened(row);
        return new DecisionView(
                row.seq(),
                row.move(),
                row.at(),
                row.amount(),
                opened.map(content -> ofRecord(row, content)).orElse(List.of("record")),
                HexFormat.of().formatHex(row.hash()),
                row.keyId(),
                Base64.getEncoder().encodeToString(row.signature()),
                opened.map(ApprovedDecisions::content).orElse(null));
    }

    private static DecisionView.Content content(DecisionContent content) {
        return new DecisionView.Content(
                content.decided().level(),
                content.decided().actorName(),
                content.decided().absentName(),
                content.decided().reasonCode(),
                content.decided().comment(),
                content.schemeVersionId(),
                content.answers(),
                content.lines().stream()
                        .map(line -> new DecisionView.Line(
                                line.head(),
                                line.billNumber(),
                                line.billDate(),
                                line.vendor(),
                                line.claimed(),
                                line.deducted()))
                        .toList(),
                content.documents().stream()
                        .map(paper -> new DecisionView.Paper(paper.type(), paper.fileName(), paper.sha256()))
                        .toList(),
                Masked.lastFour(content.payee().number()),
                content.payee().ifsc(),
                content.payee().holder(),
                content.otherReimbursement(),
                content.claimed(),
                content.payable(),
                content.cap(),
                content.sanctioned(),
                content.benefit(),
                content.automatic());
    }

    /** The columns beside the sealed content, and the move in the history, say the same as what was signed. */
    private List<String> ofRecord(DecisionRows.Row row, DecisionContent content) {
        List<String> differences = new ArrayList<>();
        DecisionContent.Decided decided = content.decided();
        if (!row.applicationId().equals(content.applicationId())
                || row.seq() != decided.seq()
                || !row.move().equals(decided.move())
                || !row.at().equals(decided.at())
                || !Objects.equals(row.amount(), content.sanctioned())
                || !MessageDigest.isEqual(
                        row.payee(),
                        decisions.payee(content.payee().ifsc(), content.payee().number()))
                || !decisions.isMarked(row)) {
            differences.add("record");
        }
        boolean inHistory = moves.of(row.applicationId()).stream()
                .map(DecisionContent.Decided::of)
                .anyMatch(decided::equals);
        if (!inHistory) {
            differences.add("history");
        }
        return differences;
    }

    private List<String> ofApplication(Application app, DecisionContent signed) {
        List<LineView> ofLines = lines.of(app.id);
        DecisionContent now = record.content(
                app, moves.last(app.id), ofLines, Objects.requireNonNull(app.benefit, "sanctioned without reckoning"));
        List<String> differences = new ArrayList<>();
        compare(differences, "scheme", scheme(signed), scheme(now));
        compare(differences, "answers", signed.answers(), now.answers());
        compare(differences, "facts", signed.facts(), now.facts());
        compare(differences, "lines", signed.lines(), now.lines());
        compare(differences, "amounts", amounts(signed), amounts(now));
        compare(differences, "benefit", signed.benefit(), now.benefit());
        compare(differences, "payee", signed.payee(), now.payee());
        if (!now.documents().containsAll(signed.documents())) {
            differences.add("documents");
        }
        return differences;
    }

    private static List<Object> scheme(DecisionContent content) {
        return List.of(
                content.number(),
                content.schemeCode(),
                content.schemeVersionId(),
                content.memberId(),
                content.beneficiaryId());
    }

    private static List<Optional<Money>> amounts(DecisionContent content) {
        return List.of(
                Optional.of(content.otherReimbursement()),
                Optional.of(content.claimed()),
                Optional.of(content.payable()),
                Optional.ofNullable(content.cap()),
                Optional.ofNullable(content.sanctioned()));
    }

    private static void compare(List<String> differences, String code, @Nullable Object signed, @Nullable Object now) {
        if (!Objects.equals(signed, now)) {
            differences.add(code);
        }
    }

    private List<String> ofPayment(DecisionRows.Row row, ToBePaid wanted) {
        List<String> differences = new ArrayList<>();
        if (!wanted.amount().equals(row.amount())) {
            differences.add("paidAmount");
        }
        if (!wanted.accountTakenAnew()
                && !MessageDigest.isEqual(row.payee(), decisions.payee(wanted.ifsc(), wanted.account()))) {
            differences.add("paidAccount");
        }
        return differences;
    }

    private static ApprovedAs different(UUID id, List<String> differences) {
        return new ApprovedAs(id, Standing.DIFFERENT, null, differences);
    }
}
