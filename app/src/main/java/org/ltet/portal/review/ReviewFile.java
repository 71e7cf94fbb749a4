package org.ltet.portal.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.DeductionView;
import org.ltet.portal.applications.Grounds;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.people.Member;
import org.ltet.portal.schemes.SchemeDefinition;

/**
 * All that a reviewer looks at to decide on one application (REV-2).
 *
 * @param hands in whose hands it is
 * @param holder name of the person who has it
 * @param absent name of the colleague on leave in whose place that person has it
 * @param takeAt the desks of colleagues on leave at which the reader may take it
 * @param approvals asked beside the levels, the latest last
 * @param asked the reader is asked for an approval, or stands in for whoever is
 * @param originals letters that asked for original papers, oldest first
 * @param history the member's other applications, newest first
 * @param deductions every change, oldest first
 * @param additionalLevels to which it can be forwarded though the amount does not need them
 * @param earlierLevels to which it can be returned
 */
public record ReviewFile(
        ReviewTask task,
        ApplicationView application,
        SchemeDefinition scheme,
        Member member,
        Grounds grounds,
        Hands hands,
        @Nullable String holder,
        @Nullable String absent,
        List<Desk> takeAt,
        List<AddedApproval> approvals,
        boolean asked,
        List<OriginalsLetter> originals,
        List<ApplicationSummary> history,
        List<DeductionView> deductions,
        List<StoredDocument> documents,
        List<ReviewLevel> additionalLevels,
        List<ReviewLevel> earlierLevels) {

    public enum Hands {
        /** In the reader's: may act. */
        OWN,
        /** Nobody's: the reader may take it. */
        FREE,
        /** A colleague's. */
        OTHERS,
        /** The member's, who was asked. */
        MEMBERS,
        /** At a level at which the reader does not act. */
        OTHER_LEVEL,
        /** Decided, withdrawn or lapsed. */
        CLOSED
    }
}
