package org.ltet.portal.applications;

import static org.ltet.portal.applications.ActingRole.ACCOUNTS_APPROVER;
import static org.ltet.portal.applications.ActingRole.ACCOUNTS_OFFICER;
import static org.ltet.portal.applications.ActingRole.APEX_PANEL_MEMBER;
import static org.ltet.portal.applications.ActingRole.MEMBER;
import static org.ltet.portal.applications.ActingRole.SCRUTINY_OFFICER;
import static org.ltet.portal.applications.ActingRole.SUB_PANEL_MEMBER;
import static org.ltet.portal.applications.ActingRole.SYSTEM;
import static org.ltet.portal.applications.ApplicationState.APPROVED;
import static org.ltet.portal.applications.ApplicationState.DISBURSED;
import static org.ltet.portal.applications.ApplicationState.DISCARDED;
import static org.ltet.portal.applications.ApplicationState.DRAFT;
import static org.ltet.portal.applications.ApplicationState.LAPSED;
import static org.ltet.portal.applications.ApplicationState.REJECTED;
import static org.ltet.portal.applications.ApplicationState.SUBMITTED;
import static org.ltet.portal.applications.ApplicationState.UNDER_FINANCE;
import static org.ltet.portal.applications.ApplicationState.WITHDRAWN;
import static org.ltet.portal.applications.Position.at;
import static org.ltet.portal.applications.Position.sentBack;
import static org.ltet.portal.applications.Position.underReview;
import static org.ltet.portal.applications.ReviewLevel.APEX_PANEL;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The moves an application can make: from, to, who, on what condition. What is not in this table does not happen; the
 * database holds the same rows in {@code applications.allowed_move} and refuses everything else too.
 */
public final class Lifecycle {

    /** What is done to an application. */
    public enum Move {
        SUBMIT,
        DISCARD,
        TAKE,
        FORWARD,
        RETURN_TO_LEVEL,
        SANCTION,
        REJECT,
        SEND_BACK,
        RESUBMIT,
        LAPSE,
        WITHDRAW,
        START_FINANCE,
        RETURN_TO_SCRUTINY,
        SETTLE,
        REOPEN_FINANCE,
        CANCEL_PAYMENT
    }

    /** One row of the table. */
    public record Rule(Move move, Position from, Position to, Set<ActingRole> who, String condition) {}

    private static final String COMPLETE = "nothing missing or invalid, scheme version open";
    private static final String NOT_DECIDED = "not yet approved";
    private static final String LEVEL_NEEDED = "the next level whose condition holds, or an additional one before it";
    private static final String LAST_LEVEL =
            "every level that the amount needs has acted; payable is what the reviewer saw";
    private static final String ASK_AGAIN = "reason given";
    private static final String TO_MEMBER = "reason code and comment for the member";
    private static final String ANSWERED = "nothing missing or invalid";
    private static final String SIX_MONTHS = "not answered for 6 months";
    private static final String REOPEN = "reason given; no payment is running; the sanction is undone";

    private static final List<Rule> TABLE = List.of(
            rule(Move.SUBMIT, at(DRAFT), at(SUBMITTED), COMPLETE, MEMBER),
            rule(
                    Move.DISCARD,
                    at(DRAFT),
                    at(DISCARDED),
                    "by the member, or idle past the grace period",
                    MEMBER,
                    SYSTEM),
            rule(Move.TAKE, at(SUBMITTED), underReview(SCRUTINY), "not own, not a relative's", SCRUTINY_OFFICER),
            rule(Move.SANCTION, at(SUBMITTED), at(APPROVED), "automatic approval allowed by the scheme", SYSTEM),
            rule(Move.WITHDRAW, at(SUBMITTED), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            // climbing
            rule(Move.FORWARD, underReview(SCRUTINY), underReview(SUB_PANEL), LEVEL_NEEDED, SCRUTINY_OFFICER),
            rule(Move.FORWARD, underReview(SCRUTINY), underReview(APEX_PANEL), LEVEL_NEEDED, SCRUTINY_OFFICER),
            rule(Move.FORWARD, underReview(SUB_PANEL), underReview(APEX_PANEL), LEVEL_NEEDED, SUB_PANEL_MEMBER),
            // back to an earlier level
            rule(Move.RETURN_TO_LEVEL, underReview(SUB_PANEL), underReview(SCRUTINY), ASK_AGAIN, SUB_PANEL_MEMBER),
            rule(Move.RETURN_TO_LEVEL, underReview(APEX_PANEL), underReview(SCRUTINY), ASK_AGAIN, APEX_PANEL_MEMBER),
            rule(Move.RETURN_TO_LEVEL, underReview(APEX_PANEL), underReview(SUB_PANEL), ASK_AGAIN, APEX_PANEL_MEMBER),
            // deciding
            rule(Move.SANCTION, underReview(SCRUTINY), at(APPROVED), LAST_LEVEL, SCRUTINY_OFFICER),
            rule(Move.SANCTION, underReview(SUB_PANEL), at(APPROVED), LAST_LEVEL, SUB_PANEL_MEMBER),
            rule(Move.SANCTION, underReview(APEX_PANEL), at(APPROVED), LAST_LEVEL, APEX_PANEL_MEMBER),
            rule(Move.REJECT, underReview(SCRUTINY), at(REJECTED), TO_MEMBER, SCRUTINY_OFFICER),
            rule(Move.REJECT, underReview(SUB_PANEL), at(REJECTED), TO_MEMBER, SUB_PANEL_MEMBER),
            rule(Move.REJECT, underReview(APEX_PANEL), at(REJECTED), TO_MEMBER, APEX_PANEL_MEMBER),
            // asking the member
            rule(Move.SEND_BACK, underReview(SCRUTINY), sentBack(SCRUTINY), TO_MEMBER, SCRUTINY_OFFICER),
            rule(Move.SEND_BACK, underReview(SUB_PANEL), sentBack(SUB_PANEL), TO_MEMBER, SUB_PANEL_MEMBER),
            rule(Move.SEND_BACK, underReview(APEX_PANEL), sentBack(APEX_PANEL), TO_MEMBER, APEX_PANEL_MEMBER),
            rule(Move.RESUBMIT, sentBack(SCRUTINY), underReview(SCRUTINY), ANSWERED, MEMBER),
            rule(Move.RESUBMIT, sentBack(SUB_PANEL), underReview(SUB_PANEL), ANSWERED, MEMBER),
            rule(Move.RESUBMIT, sentBack(APEX_PANEL), underReview(APEX_PANEL), ANSWERED, MEMBER),
            rule(Move.LAPSE, sentBack(SCRUTINY), at(LAPSED), SIX_MONTHS, SYSTEM),
            rule(Move.LAPSE, sentBack(SUB_PANEL), at(LAPSED), SIX_MONTHS, SYSTEM),
            rule(Move.LAPSE, sentBack(APEX_PANEL), at(LAPSED), SIX_MONTHS, SYSTEM),
            // taking it back
            rule(Move.WITHDRAW, underReview(SCRUTINY), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            rule(Move.WITHDRAW, underReview(SUB_PANEL), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            rule(Move.WITHDRAW, underReview(APEX_PANEL), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            rule(Move.WITHDRAW, sentBack(SCRUTINY), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            rule(Move.WITHDRAW, sentBack(SUB_PANEL), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            rule(Move.WITHDRAW, sentBack(APEX_PANEL), at(WITHDRAWN), NOT_DECIDED, MEMBER),
            // money
            rule(Move.START_FINANCE, at(APPROVED), at(UNDER_FINANCE), "voucher prepared", ACCOUNTS_OFFICER, SYSTEM),
            rule(
                    Move.RETURN_TO_SCRUTINY,
                    at(APPROVED),
                    underReview(SCRUTINY),
                    REOPEN,
                    ACCOUNTS_OFFICER,
                    ACCOUNTS_APPROVER),
            rule(
                    Move.RETURN_TO_SCRUTINY,
                    at(UNDER_FINANCE),
                    underReview(SCRUTINY),
                    REOPEN,
                    ACCOUNTS_OFFICER,
                    ACCOUNTS_APPROVER),
            rule(Move.SETTLE, at(UNDER_FINANCE), at(DISBURSED), "its payment is confirmed", SYSTEM),
            rule(Move.REOPEN_FINANCE, at(DISBURSED), at(UNDER_FINANCE), "the money came back", SYSTEM),
            rule(
                    Move.CANCEL_PAYMENT,
                    at(UNDER_FINANCE),
                    at(LAPSED),
                    "the money came back and cannot be paid any more; comment for the member; the sanction is undone",
                    ACCOUNTS_APPROVER));

    private Lifecycle() {}

    /** Every allowed move. */
    public static List<Rule> table() {
        return TABLE;
    }

    /** The rule for going from one position to another, if the two are joined at all. */
    public static Optional<Rule> rule(Position from, Position to) {
        return TABLE.stream()
                .filter(rule -> rule.from().equals(from) && rule.to().equals(to))
                .findFirst();
    }

    /** Where {@code move} leads from {@code from} for somebody acting as {@code role}; empty when it is not allowed. */
    public static Optional<Rule> allowed(Move move, Position from, ActingRole role) {
        return TABLE.stream()
                .filter(rule -> rule.move() == move
                        && rule.from().equals(from)
                        && rule.who().contains(role))
                .findFirst();
    }

    /** What somebody acting as {@code role} may do at {@code from}. */
    public static Set<Move> moves(Position from, ActingRole role) {
        return TABLE.stream()
                .filter(rule -> rule.from().equals(from) && rule.who().contains(role))
                .map(Rule::move)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Move.class)));
    }

    /** The diagram of the table, as kept in docs/states/application.md. */
    public static String diagram() {
        Function<Position, String> name = position ->
                position.level() == null ? position.state().name() : position.state() + "_" + position.level();
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> DRAFT: MEMBER\n");
        for (Rule rule : TABLE) {
            text.append("    %s --> %s: %s (%s)\n"
                    .formatted(
                            name.apply(rule.from()),
                            name.apply(rule.to()),
                            rule.move(),
                            rule.who().stream().map(Enum::name).sorted().collect(Collectors.joining(", "))));
        }
        for (ApplicationState state : ApplicationState.values()) {
            if (state.isFinal()) {
                text.append("    %s --> [*]\n".formatted(state));
            }
        }
        return text.toString();
    }

    private static Rule rule(Move move, Position from, Position to, String condition, ActingRole... who) {
        return new Rule(move, from, to, Set.of(who), condition);
    }
}
