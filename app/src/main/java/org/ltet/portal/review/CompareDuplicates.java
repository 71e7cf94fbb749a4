package org.ltet.portal.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DuplicateOutline;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.LookAlike;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Lays what was found in two applications side by side, as far as the reviewer may see the other one (ACC-5). */
@Component
public class CompareDuplicates {

    private final TaskGuard guard;
    private final Applications applications;
    private final Documents documents;
    private final BillPhotos photos;

    CompareDuplicates(TaskGuard guard, Applications applications, Documents documents, BillPhotos photos) {
        this.guard = guard;
        this.applications = applications;
        this.documents = documents;
        this.photos = photos;
    }

    /**
     * @param subjectId the line or document of this application
     * @param otherId the other application
     * @throws Refused not found, also when the two have nothing in common
     */
    public Comparison of(UUID id, @Nullable UUID subjectId, @Nullable UUID otherId, User user) {
        guard.strangers(id, user);
        if (subjectId == null || otherId == null) {
            throw Refused.notFound("duplicate");
        }
        ApplicationView own = applications.get(id, user);
        DuplicateView duplicate = own.duplicates().stream()
                .filter(found ->
                        found.subjectId().equals(subjectId) && otherId.equals(found.otherId()) && !found.within(id))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("duplicate"));
        DuplicateOutline outline = applications.outlineOfDuplicate(id, otherId, user);
        Optional<ApplicationView> other = readable(otherId, user);
        List<LineView> ownLines =
                own.lines().stream().filter(line -> line.id().equals(subjectId)).toList();
        List<LineView> otherLines = other.stream()
                .flatMap(view -> view.lines().stream())
                .filter(line -> ownLines.stream().anyMatch(mine -> sameBill(mine, line)))
                .toList();
        return new Comparison(
                duplicate,
                own,
                ownLines,
                duplicate.kind() == DuplicateView.Kind.BILL ? billsOf(own, ownLines) : document(subjectId),
                outline,
                other.orElse(null),
                otherLines,
                other.map(view -> duplicate.kind() == DuplicateView.Kind.BILL
                                ? billsOf(view, otherLines)
                                : alike(subjectId, otherId))
                        .orElse(List.of()));
    }

    private Optional<ApplicationView> readable(UUID id, User user) {
        try {
            return Optional.of(applications.get(id, user));
        } catch (Refused notForThem) {
            return Optional.empty();
        }
    }

    private static boolean sameBill(LineView one, LineView other) {
        return plain(one.billNumber()).equals(plain(other.billNumber()));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private List<StoredDocument> document(UUID id) {
        return documents.find(id).stream().toList();
    }

    private List<StoredDocument> billsOf(ApplicationView view, List<LineView> lines) {
        List<UUID> wanted = lines.stream().map(LineView::id).toList();
        return photos.of(view).stream()
                .filter(photo -> photo.lineId() != null && wanted.contains(photo.lineId()))
                .map(photo -> photo.document())
                .toList();
    }

    private List<StoredDocument> alike(UUID subject, UUID otherId) {
        DocumentOwner owner = new DocumentOwner(Applications.DOCUMENT_OWNER, otherId);
        List<StoredDocument> same = documents.sameContent(List.of(subject)).stream()
                .filter(document -> document.owner().equals(owner))
                .toList();
        return same.isEmpty()
                ? documents.lookAlikes(List.of(subject)).stream()
                        .map(LookAlike::other)
                        .filter(document -> document.owner().equals(owner))
                        .toList()
                : same;
    }
}
