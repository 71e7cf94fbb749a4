package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

/** One application as a row, loaded to be changed; {@link ApplicationRows} keeps it, {@link ApplicationMoves} moves it. */
final class Application {

    /** What belongs to the application's row beside the answers, for telling two tabs apart. */
    static final String BENEFICIARY = "beneficiary";

    static final String BANK = "bank";
    static final String REIMBURSEMENT = "reimbursement";

    final UUID id;
    final String schemeCode;
    final UUID memberId;
    final String employeeNumber;
    final Instant startedAt;

    UUID versionId;
    String memberName;
    String ic;
    String region;
    UUID beneficiaryId;
    String beneficiaryName;
    Relation relation;

    @Nullable
    String number;

    long version = 1;
    Position position = Position.at(ApplicationState.DRAFT);

    @Nullable
    ReviewLevel highestLevel;

    int transitions = 1;
    Map<String, String> answers = new LinkedHashMap<>();
    Map<String, Long> sectionVersions = new LinkedHashMap<>();
    Money otherReimbursement = Money.ZERO;

    @Nullable
    UUID bankAccountId;

    @Nullable
    FrozenFacts facts;

    @Nullable
    Benefit benefit;

    @Nullable
    SealedJson storedAnswers;

    @Nullable
    SealedJson storedFacts;

    @Nullable
    SealedJson storedBenefit;

    Money claimed = Money.ZERO;
    Money payable = Money.ZERO;

    @Nullable
    Money sanctioned;

    @Nullable
    Money cap;

    Instant changedAt;

    @Nullable
    LocalDate draftExpiresOn;

    @Nullable
    Instant submittedAt;

    @Nullable
    Instant sentBackAt;

    @Nullable
    Instant decidedAt;

    @Nullable
    String voucherNumber;

    @Nullable
    String bankReference;

    @Nullable
    LocalDate paidOn;

    Application(
            UUID id,
            String schemeCode,
            UUID versionId,
            UUID memberId,
            String employeeNumber,
            String memberName,
            String ic,
            String region,
            UUID beneficiaryId,
            String beneficiaryName,
            Relation relation,
            Instant startedAt) {
        this.id = id;
        this.schemeCode = schemeCode;
        this.versionId = versionId;
        this.memberId = memberId;
        this.employeeNumber = employeeNumber;
        this.memberName = memberName;
        this.ic = ic;
        this.region = region;
        this.beneficiaryId = beneficiaryId;
        this.beneficiaryName = beneficiaryName;
        this.relation = relation;
        this.startedAt = startedAt;
        this.changedAt = startedAt;
    }

    ApplicationState state() {
        return position.state();
    }

    String submittedNumber() {
        if (number == null) {
            throw new IllegalStateException("Not submitted: " + id);
        }
        return number;
    }

    ReviewLevel reviewLevel() {
        ReviewLevel level = position.level();
        if (level == null) {
            throw new IllegalStateException("Not at a level: " + id);
        }
        return level;
    }

    /** @throws Refused when this part was changed after the version that the person saw */
    void requireUnchangedSince(long seen, String section) {
        if (sectionVersions.getOrDefault(section, 0L) > seen || seen > version) {
            throw Refused.stale();
        }
    }

    /** @throws Refused when anything was changed after the version that the person saw */
    void requireVersion(long seen) {
        if (seen != version) {
            throw Refused.stale();
        }
    }

    void changed(String section) {
        sectionVersions.put(section, version + 1);
    }

    static String line(UUID lineId) {
        return "line." + lineId;
    }

    static String answer(String field) {
        return "answer." + field;
    }
}
