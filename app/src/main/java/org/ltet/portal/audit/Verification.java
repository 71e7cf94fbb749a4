package org.ltet.portal.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.audit.Chain.Broken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Goes through the trail from the first entry to the last and reckons every hash and mark itself: functions of the
 * database, which an intruder there could exchange, are not asked. Memory does not grow with the trail.
 */
@Component
class Verification {

    private static final int AT_ONCE = 5_000;
    private static final int MOST_NAMED = 1_000;
    private static final byte[] BEGINNING = sha256("LTET audit chain".getBytes(StandardCharsets.UTF_8));

    /** @param ahead anchors of the time that is lost; only on a database brought back from a backup */
    record Result(long places, List<Broken> broken, List<Anchors.Anchor> ahead) {}

    /** @param entry null when there is no such entry any more; changes is the text of the database */
    private record Link(
            long place,
            long entryId,
            byte[] previousHash,
            byte[] hash,
            @Nullable Written entry,
            byte @Nullable [] mark) {}

    private record Standing(String hash, OffsetDateTime entryAt) {}

    private final JdbcClient jdbc;
    private final Marks marks;
    private final Anchors anchors;

    Verification(JdbcClient jdbc, Marks marks, Anchors anchors) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.anchors = anchors;
    }

    /** @param restoredTo the moment a backup brought the database back to, none where it never was */
    Result run(@Nullable Instant restoredTo) {
        List<Broken> broken = new ArrayList<>();
        long place = 0;
        byte[] before = BEGINNING;
        boolean marked = false;
        List<Link> links = links(0);
        while (!links.isEmpty()) {
            for (Link link : links) {
                String problem = problem(link, place, before, marked);
                if (problem != null && broken.size() < MOST_NAMED) {
                    broken.add(new Broken(link.place(), link.entryId(), problem));
                }
                marked |= link.mark() != null;
                place = link.place();
                before = link.hash();
            }
            links = links(place);
        }
        addSlippedIn(broken);
        List<Anchors.Anchor> ahead = new ArrayList<>();
        addAnchors(broken, ahead, place, restoredTo);
        return new Result(place, broken, ahead);
    }

    /** The anchors of the time that is lost. */
    List<Anchors.Anchor> ahead(Instant restoredTo) {
        List<Anchors.Anchor> ahead = new ArrayList<>();
        long last = jdbc.sql("select coalesce(max(place), 0) from audit.link")
                .query(Long.class)
                .single();
        addAnchors(new ArrayList<>(), ahead, last, restoredTo);
        return ahead;
    }

    private @Nullable String problem(Link link, long placeBefore, byte[] hashBefore, boolean marked) {
        Written entry = link.entry();
        if (entry == null) {
            return "REMOVED";
        }
        if (!Arrays.equals(link.hash(), hash(link.previousHash(), link.entryId(), link.mark(), entry))) {
            return "CHANGED";
        }
        if (link.place() != placeBefore + 1 || !Arrays.equals(link.previousHash(), hashBefore)) {
            return "OUT_OF_CHAIN";
        }
        if (link.mark() == null) {
            return marked ? "FORGED" : null;
        }
        return marks.same(link.mark(), marks.of(entry)) ? null : "FORGED";
    }

    /** Over the hash before and every field of the entry. */
    static byte[] hash(byte[] previousHash, long entryId, byte @Nullable [] mark, Written entry) {
        List<@Nullable String> fields = new ArrayList<>(Arrays.asList(
                Long.toString(entryId),
                Long.toString(Marks.micros(entry.at())),
                entry.actorAccount().toString(),
                entry.actorNumber(),
                entry.actorName(),
                entry.actorRoles(),
                entry.fromAddress(),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                entry.applicationId() == null ? null : entry.applicationId().toString(),
                entry.schemeCode(),
                entry.changes(),
                entry.reason()));
        if (mark != null) {
            fields.add(entry.record().toString());
            fields.add(HexFormat.of().formatHex(mark));
        }
        byte[] text = Marks.joined(fields).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(previousHash, previousHash.length + text.length);
        System.arraycopy(text, 0, all, previousHash.length, text.length);
        return sha256(all);
    }

    private List<Link> links(long after) {
        return jdbc.sql("""
                select l.place, l.entry_id, l.previous_hash, l.hash, e.at, e.actor_account, e.actor_number, e.actor_name,
                    e.actor_roles, e.from_address, e.action, e.object_type, e.object_id, e.application_id, e.scheme_code,
                    e.changes::text as changes, e.reason, e.record, e.mark
                from audit.link l left join audit.entry e on e.at = l.entry_at and e.id = l.entry_id
                where l.place > ? order by l.place limit ?
                """)
                .param(after)
                .param(AT_ONCE)
                .query((row, index) -> {
                    OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                    UUID record = row.getObject("record", UUID.class);
                    Written entry = at == null
                            ? null
                            : new Written(
                                    record == null ? new UUID(0, 0) : record,
                                    at.toInstant(),
                                    row.getObject("actor_account", UUID.class),
                                    row.getString("actor_number"),
                                    row.getString("actor_name"),
                                    row.getString("actor_roles"),
                                    row.getString("from_address"),
                                    row.getString("action"),
                                    row.getString("object_type"),
                                    row.getString("object_id"),
                                    row.getObject("application_id", UUID.class),
                                    row.getString("scheme_code"),
                                    row.getString("changes"),
                                    row.getString("reason"));
                    return new Link(
                            row.getLong("place"),
                            row.getLong("entry_id"),
                            row.getBytes("previous_hash"),
                            row.getBytes("hash"),
                            entry,
                            row.getBytes("mark"));
                })
                .list();
    }

    private void addSlippedIn(List<Broken> broken) {
        jdbc.sql("""
                select e.id from audit.entry e
                where not exists (select 1 from audit.link l where l.entry_id = e.id)
                  and not exists (select 1 from audit.unlinked u where u.entry_id = e.id)
                order by e.id limit ?
                """)
                .param(MOST_NAMED)
                .query(Long.class)
                .list()
                .forEach(id -> broken.add(new Broken(null, id, "INSERTED")));
    }

    private void addAnchors(List<Broken> broken, List<Anchors.Anchor> ahead, long last, @Nullable Instant restoredTo) {
        Set<Long> kept = new HashSet<>();
        for (Anchors.Found found : anchors.all()) {
            Anchors.Anchor anchor = found.anchor();
            if (anchor == null) {
                broken.add(new Broken(null, 0, "ANCHOR_FORGED"));
                continue;
            }
            kept.add(anchor.place());
            Standing standing = anchor.place() > last ? null : standing(anchor.place());
            if (standing != null && anchor.hash().equals(standing.hash())) {
                continue;
            }
            if (restoredTo != null && lost(anchor, standing, restoredTo)) {
                ahead.add(anchor);
            } else {
                broken.add(new Broken(anchor.place(), 0, standing == null ? Chain.CUT_OFF : "REWRITTEN"));
            }
        }
        jdbc.sql("select place from audit.anchor order by place").query(Long.class).list().stream()
                .filter(place -> !kept.contains(place))
                .limit(MOST_NAMED)
                .forEach(place -> broken.add(new Broken(place, 0, "ANCHOR_MISSING")));
    }

    /** Whether it was made in the time that is lost; at its place stands nothing, or what was written since. */
    private static boolean lost(Anchors.Anchor anchor, @Nullable Standing standing, Instant restoredTo) {
        return anchor.at().isAfter(restoredTo)
                && (standing == null || standing.entryAt().toInstant().isAfter(restoredTo));
    }

    private @Nullable Standing standing(long place) {
        return jdbc.sql("select encode(hash, 'hex') as hash, entry_at from audit.link where place = ?")
                .param(place)
                .query(Standing.class)
                .optional()
                .orElse(null);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
