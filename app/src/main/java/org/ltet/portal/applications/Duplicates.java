package org.ltet.portal.applications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.LookAlike;
import org.ltet.portal.documents.StoredDocument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bills and files that were used before: told to the member before, kept for reviewers at submission (APP-6). */
@Component
class Duplicates {

    private static final int MANY = 200;

    private final JdbcClient jdbc;
    private final Documents documents;

    Duplicates(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /** What is found now; drafts of other members do not count, because nothing was claimed with them. */
    List<DuplicateView> find(Application app) {
        List<DuplicateView> found = new ArrayList<>(bills(app));
        found.addAll(files(app));
        found.addAll(lookAlikes(app, found));
        return found;
    }

    /** What was found when the application was submitted last, and what documents that were read since look like. */
    List<DuplicateView> kept(Application app) {
        List<DuplicateView> found = new ArrayList<>(keptRows(app));
        found.addAll(lookAlikes(app, found));
        return found;
    }

    private List<DuplicateView> keptRows(Application app) {
        return jdbc.sql("""
                select d.kind, d.subject_id, o.id as other_id, o.number, o.member_id = :member as same_member
                from applications.duplicate d
                join applications.application o on o.id = d.other_application_id
                where d.application_id = :id order by d.kind, d.subject_id limit :many
                """)
                .param("member", app.memberId)
                .param("id", app.id)
                .param("many", MANY)
                .query(Duplicates::view)
                .list();
    }

    void keep(Application app, List<DuplicateView> found, Instant now) {
        jdbc.sql("delete from applications.duplicate where application_id = :id")
                .param("id", app.id)
                .update();
        for (DuplicateView duplicate : found) {
            if (duplicate.kind() == DuplicateView.Kind.LOOK_ALIKE) {
                // kept with the documents, because it may be found only after submission
                continue;
            }
            jdbc.sql("""
                    insert into applications.duplicate (application_id, kind, subject_id, other_application_id, found_at)
                    values (:id, :kind, :subject, :other, :now) on conflict do nothing
                    """)
                    .param("id", app.id)
                    .param("kind", duplicate.kind().name())
                    .param("subject", duplicate.subjectId())
                    .param("other", duplicate.otherId())
                    .param("now", ApplicationRows.timestamp(now))
                    .update();
        }
    }

    /**
     * One bill may have several kinds of charges, so within the application only what repeats a kind or an amount of the
     * bill counts, at the later line.
     */
    private List<DuplicateView> bills(Application app) {
        return jdbc.sql("""
                select distinct 'BILL' as kind, l.id as subject_id, o.id as other_id, o.number,
                    o.member_id = :member as same_member
                from applications.line l
                join applications.line other on other.bill_key = l.bill_key and other.removed_at is null
                  and (other.application_id <> l.application_id
                    or (other.position, other.id) < (l.position, l.id)
                      and (other.claimed = l.claimed or other.head = l.head and other.key is not distinct from l.key))
                join applications.application o on o.id = other.application_id
                where l.application_id = :id and l.removed_at is null and o.state <> 'DISCARDED'
                  and (o.number is not null or o.member_id = :member)
                order by 2, 3 limit :many
                """)
                .param("member", app.memberId)
                .param("id", app.id)
                .param("many", MANY)
                .query(Duplicates::view)
                .list();
    }

    private List<DuplicateView> files(Application app) {
        List<StoredDocument> own = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, app.id));
        if (own.isEmpty()) {
            return List.of();
        }
        Map<String, UUID> ownBySha = new HashMap<>();
        own.forEach(document -> ownBySha.putIfAbsent(document.sha256(), document.id()));
        List<StoredDocument> same = documents.sameContent(ownBySha.values()).stream()
                .filter(document -> document.owner().kind().equals(Applications.DOCUMENT_OWNER)
                        && !document.owner().id().equals(app.id))
                .toList();
        if (same.isEmpty()) {
            return List.of();
        }
        Map<UUID, DuplicateView> others = others(app, same);
        List<DuplicateView> found = new ArrayList<>();
        for (StoredDocument document : same) {
            UUID subject = ownBySha.get(document.sha256());
            if (subject != null) {
                add(
                        found,
                        DuplicateView.Kind.DOCUMENT,
                        subject,
                        others.get(document.owner().id()));
            }
        }
        return found.stream().distinct().toList();
    }

    /** The same file is told as such, not once more as one that looks alike. */
    private List<DuplicateView> lookAlikes(Application app, List<DuplicateView> known) {
        List<UUID> own = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, app.id)).stream()
                .map(StoredDocument::id)
                .toList();
        List<LookAlike> alike = documents.lookAlikes(own).stream()
                .filter(pair -> pair.other().owner().kind().equals(Applications.DOCUMENT_OWNER)
                        && !pair.other().owner().id().equals(app.id))
                .toList();
        if (alike.isEmpty()) {
            return List.of();
        }
        Map<UUID, DuplicateView> others =
                others(app, alike.stream().map(LookAlike::other).toList());
        List<DuplicateView> found = new ArrayList<>();
        for (LookAlike pair : alike) {
            UUID otherId = pair.other().owner().id();
            boolean told = known.stream()
                    .anyMatch(other -> other.subjectId().equals(pair.documentId()) && otherId.equals(other.otherId()));
            if (!told) {
                add(found, DuplicateView.Kind.LOOK_ALIKE, pair.documentId(), others.get(otherId));
            }
        }
        return found.stream().distinct().toList();
    }

    private static void add(
            List<DuplicateView> found, DuplicateView.Kind kind, UUID subject, @Nullable DuplicateView other) {
        if (other != null) {
            found.add(new DuplicateView(kind, subject, other.otherId(), other.otherNumber(), other.sameMember()));
        }
    }

    /** The applications of these documents, by their ids, as far as they count. */
    private Map<UUID, DuplicateView> others(Application app, List<StoredDocument> same) {
        Map<UUID, DuplicateView> others = new HashMap<>();
        jdbc.sql("""
                select 'DOCUMENT' as kind, o.id as subject_id, o.id as other_id, o.number,
                    o.member_id = :member as same_member
                from applications.application o
                where o.id = any(:ids) and o.state <> 'DISCARDED' and (o.number is not null or o.member_id = :member)
                """)
                .param("member", app.memberId)
                .param(
                        "ids",
                        same.stream()
                                .map(document -> document.owner().id())
                                .distinct()
                                .toArray(UUID[]::new))
                .query(Duplicates::view)
                .list()
                .forEach(view -> others.put(view.subjectId(), view));
        return others;
    }

    private static DuplicateView view(ResultSet row, int index) throws SQLException {
        return new DuplicateView(
                DuplicateView.Kind.valueOf(row.getString("kind")),
                row.getObject("subject_id", UUID.class),
                row.getObject("other_id", UUID.class),
                row.getString("number"),
                row.getBoolean("same_member"));
    }
}
