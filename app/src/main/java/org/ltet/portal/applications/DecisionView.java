package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.shared.Money;

/**
 * One decision on record, for staff.
 *
 * @param move FORWARD, SANCTION or REJECT
 * @param differences what of the record is not as it was signed, or of the history not as recorded; empty when verified
 * @param hash SHA-256 of the canonical JSON, in hexadecimal
 * @param signature Ed25519, in Base64
 * @param content what was decided on; none when the record does not open as it was signed
 */
public record DecisionView(
        int seq,
        String move,
        Instant at,
        @Nullable Money amount,
        List<String> differences,
        String hash,
        UUID keyId,
        String signature,
        @Nullable Content content) {

    public DecisionView {
        differences = List.copyOf(differences);
    }

    public boolean verified() {
        return differences.isEmpty();
    }

    /**
     * @param absentName in whose place it was decided, when somebody stood in for a colleague
     * @param account the payee's number, masked
     * @param automatic under which setting the portal approved by itself
     */
    public record Content(
            @Nullable String level,
            String actorName,
            @Nullable String absentName,
            @Nullable String reasonCode,
            @Nullable String comment,
            UUID schemeVersionId,
            Map<String, String> answers,
            List<Line> lines,
            List<Paper> documents,
            String account,
            String ifsc,
            String holder,
            Money otherReimbursement,
            Money claimed,
            Money payable,
            @Nullable Money cap,
            @Nullable Money sanctioned,
            Benefit benefit,
            @Nullable AutomaticGround automatic) {}

    public record Line(
            String head, String billNumber, LocalDate billDate, String vendor, Money claimed, Money deducted) {}

    public record Paper(String type, String fileName, String sha256) {}
}
