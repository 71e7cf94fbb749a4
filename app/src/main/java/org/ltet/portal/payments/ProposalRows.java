package org.ltet.portal.payments;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals to settle what the bank said: payments.match_proposal. */
@Repository
class ProposalRows {

    private static final int SHOWN = 20;

    private final JdbcClient jdbc;
    private final MatchRows payments;
    private final Clock clock;

    ProposalRows(JdbcClient jdbc, MatchRows payments, Clock clock) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.clock = clock;
    }

    boolean openOn(Collection<UUID> items, Collection<UUID> paymentIds) {
        return jdbc.sql("""
                select exists (select 1 from payments.proposal_line where open and item_id = any(:items))
                    or exists (select 1 from payments.proposal_payment where open and payment_id = any(:payments))
                """)
                .param("items", Columns.ids(items))
                .param("payments", Columns.ids(paymentIds))
                .query(Boolean.class)
                .single();
    }

    UUID insert(
            MatchWish wish,
            @Nullable MatchSuggestion followed,
            Collection<UUID> items,
            Collection<UUID> paymentIds,
            String by) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into payments.match_proposal (id, resolution, note, score, reasons, proposed_by, proposed_at)
                values (:id, :resolution, :note, :score, :reasons, :by, :now)
                """)
                .param("id", id)
                .param("resolution", wish.resolution().name())
                .param("note", wish.note().strip())
                .param("score", followed == null ? null : followed.score())
                .param(
                        "reasons",
                        followed == null
                                ? new String[0]
                                : followed.reasons().stream()
                                        .map(MatchReason::kept)
                                        .toArray(String[]::new))
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
        jdbc.sql("insert into payments.proposal_line (proposal_id, item_id) select :id, unnest(:items::uuid[])")
                .param("id", id)
                .param("items", Columns.ids(items))
                .update();
        jdbc.sql(
                        "insert into payments.proposal_payment (proposal_id, payment_id) select :id, unnest(:payments::uuid[])")
                .param("id", id)
                .param("payments", Columns.ids(paymentIds))
                .update();
        return id;
    }

    void decide(UUID id, MatchProposal.State state, String by, @Nullable String note) {
        jdbc.sql("""
                update payments.match_proposal set state = :state, decided_by = :by, decided_at = :now,
                    decision_note = :note
                where id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("by", by)
                .param("note", note)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** The newest first. */
    List<MatchProposal> ofItem(UUID itemId) {
        return of(jdbc.sql("""
                select proposal_id from payments.proposal_line where item_id = :item
                order by proposal_id desc limit :limit
                """)
                .param("item", itemId)
                .param("limit", SHOWN)
                .query(UUID.class)
                .list());
    }

    Optional<MatchProposal> openOf(UUID itemId) {
        return of(jdbc.sql("select proposal_id from payments.proposal_line where item_id = :item and open")
                        .param("item", itemId)
                        .query(UUID.class)
                        .list())
                .stream()
                .findFirst();
    }

    /** All lines of the open proposal about this one; none while nothing is proposed. */
    List<UUID> openLines(UUID itemId) {
        return jdbc.sql("""
                select l.item_id from payments.proposal_line own
                join payments.proposal_line l on l.proposal_id = own.proposal_id
                where own.item_id = :item and own.open
                """).param("item", itemId).query(UUID.class).list();
    }

    private List<MatchProposal> of(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<MatchPayment>> first = payments.ofProposals(ids, SHOWN);
        return jdbc.sql("""
                select m.reasons, m.score, m.id, m.state, m.resolution, m.note, m.proposed_by, m.proposed_at,
                    m.decided_by, m.decided_at, m.decision_note,
                    array(select l.item_id from payments.proposal_line l where l.proposal_id = m.id
                    order by l.item_id) lines,
                    coalesce(t.count, 0) count, coalesce(t.sum, 0) sum
                from payments.match_proposal m
                left join lateral (select count(*) count, sum(p.amount) sum from payments.proposal_payment x
                    join payments.payment p on p.id = x.payment_id where x.proposal_id = m.id) t on true
                where m.id = any(:ids) order by m.id desc
                """)
                .param("ids", Columns.ids(ids))
                .query((row, _) -> proposal(row, first.getOrDefault(Columns.id(row, "id"), List.of())))
                .list();
    }

    List<UUID> paymentIds(UUID proposalId) {
        return jdbc.sql("select payment_id from payments.proposal_payment where proposal_id = :id")
                .param("id", proposalId)
                .query(UUID.class)
                .list();
    }

    private static MatchProposal proposal(ResultSet row, List<MatchPayment> payments) throws SQLException {
        Array reasons = row.getArray("reasons");
        int score = row.getInt("score");
        boolean scored = !row.wasNull();
        return new MatchProposal(
                Columns.id(row, "id"),
                MatchProposal.State.valueOf(row.getString("state")),
                Resolution.valueOf(row.getString("resolution")),
                row.getString("note"),
                scored ? score : null,
                MatchReason.readAll((String[]) reasons.getArray()),
                row.getString("proposed_by"),
                Columns.instant(row, "proposed_at"),
                Columns.textOrNull(row, "decided_by"),
                Columns.instantOrNull(row, "decided_at"),
                Columns.textOrNull(row, "decision_note"),
                Arrays.asList((UUID[]) row.getArray("lines").getArray()),
                payments,
                row.getLong("count"),
                Columns.money(row, "sum"));
    }
}
