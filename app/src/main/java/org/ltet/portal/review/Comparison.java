package org.ltet.portal.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.DuplicateOutline;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.documents.StoredDocument;

/**
 * Two applications in which the same bill or document stands (APP-6).
 *
 * @param other null when the reader may not open the other application: then only its outline is told
 */
public record Comparison(
        DuplicateView duplicate,
        ApplicationView own,
        List<LineView> ownLines,
        List<StoredDocument> ownDocuments,
        DuplicateOutline outline,
        @Nullable ApplicationView other,
        List<LineView> otherLines,
        List<StoredDocument> otherDocuments) {}
