package org.ltet.portal.review.risk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an application as a number, and what the rules and the learning model may look at. Nothing here says who
 * the member is: sex, caste, religion, disability, age, region and company are no facts of a claim's risk.
 */
public enum Fact {
    /** Lines whose bill is also in another member's application. */
    BILLS_OF_OTHERS(Unit.COUNT, Rule.FROM),
    /** Lines whose bill the member handed in before, or twice in this application. */
    OWN_BILLS_AGAIN(Unit.COUNT, Rule.FROM),
    /** Documents that are byte for byte in another application. */
    FILES_AGAIN(Unit.COUNT, Rule.FROM),
    /** Documents that look like another photo of the same paper. */
    LOOK_ALIKES(Unit.COUNT, Rule.FROM),
    /** Where the form says something else than what was read from bills and papers, or a paper is out of date. */
    DIFFERENCES(Unit.COUNT, Rule.FROM),
    /** Documents that could not be read well. */
    POOR_DOCUMENTS(Unit.COUNT, Rule.FROM),
    /** The claim in percent of the middle claim under the scheme. */
    PERCENT_OF_SCHEME(Unit.PERCENT, Rule.FROM),
    /** The highest line in percent of the middle one granted on bills of its vendor. */
    PERCENT_OF_VENDOR(Unit.PERCENT, Rule.FROM),
    /** Vendors on whose bills nothing was granted yet. */
    NEW_VENDORS(Unit.COUNT, Rule.FROM),
    /** Other applications of the member in the last 90 days. */
    CLAIMS_LATELY(Unit.COUNT, Rule.FROM),
    /** Rejected applications of the member in the last year. */
    REJECTED_LATELY(Unit.COUNT, Rule.FROM),
    /** For how many days the member's own bank account has been known. */
    ACCOUNT_DAYS(Unit.DAYS, Rule.UP_TO),
    /** People outside the family who gave the same bank account. */
    ACCOUNT_SHARED(Unit.COUNT, Rule.FROM),
    /** Days that were left of the scheme's window. */
    WINDOW_DAYS_LEFT(Unit.DAYS, Rule.UP_TO),
    /** The age of the oldest bill on the day of submission. */
    OLDEST_BILL_DAYS(Unit.DAYS, Rule.FROM),
    /** The payable amount in percent of what a limit leaves. */
    PERCENT_OF_LIMIT(Unit.PERCENT, Rule.FROM),
    /** How often the member was asked. */
    SENT_BACK_TIMES(Unit.COUNT, Rule.FROM),
    /** More is claimed than when it was handed in first. */
    CLAIM_RAISED(Unit.COUNT, Rule.FROM),
    /** Lines of full five hundreds, when all are. */
    ROUND_LINES(Unit.COUNT, Rule.FROM),
    LINES(Unit.COUNT, Rule.NONE),
    DOCUMENTS(Unit.COUNT, Rule.NONE),
    /** Lines without a bill that was read without doubt and says the same. */
    UNPROVED_LINES(Unit.COUNT, Rule.NONE),
    /** Documents that were not read, and papers of which what counts was not read without doubt. */
    UNPROVED_PAPERS(Unit.COUNT, Rule.NONE);

    /** What the number counts. */
    public enum Unit {
        COUNT,
        PERCENT,
        DAYS
    }

    /** On which side of its threshold a rule looks at the fact. */
    public enum Rule {
        FROM,
        UP_TO,
        /** No rule; only the model learns from it. */
        NONE
    }

    private final Unit unit;
    private final Rule rule;

    Fact(Unit unit, Rule rule) {
        this.unit = unit;
        this.rule = rule;
    }

    public Unit unit() {
        return unit;
    }

    public Rule rule() {
        return rule;
    }

    /** Those that a rule looks at. */
    public static List<Fact> ruled() {
        return Arrays.stream(values()).filter(fact -> fact.rule != Rule.NONE).toList();
    }

    public static Optional<Fact> ofName(String name) {
        return Arrays.stream(values()).filter(fact -> fact.name().equals(name)).findFirst();
    }
}
