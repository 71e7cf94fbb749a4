package org.ltet.portal.applications;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads applications; every reading passes the guard, and whoever may not see an application is told there is none. */
@Component
@Transactional(readOnly = true)
public class Applications {

    /** Kind of the {@code DocumentOwner} of an application's documents. */
    public static final String DOCUMENT_OWNER = "application";

    private static final int MOST = 200;

    private final ApplicationRows rows;
    private final LineRows lines;
    private final ApplicationMoves moves;
    private final ApplicationViews views;
    private final Reckoning reckoning;
    private final ApplicationGuard guard;

    Applications(
            ApplicationRows rows,
            LineRows lines,
            ApplicationMoves moves,
            ApplicationViews views,
            Reckoning reckoning,
            ApplicationGuard guard) {
        this.rows = rows;
        this.lines = lines;
        this.moves = moves;
        this.views = views;
        this.reckoning = reckoning;
        this.guard = guard;
    }

    /** @throws Refused not found */
    public ApplicationView get(UUID id, User user) {
        return views.of(readable(id, user), user);
    }

    /** The conditions as judged on the facts of the submission, and what the limits leave at this moment. */
    public Grounds grounds(UUID id, User user) {
        Application app = readable(id, user);
        return new Grounds(reckoning.judge(app), reckoning.balances(app));
    }

    /**
     * What staff may know of another application in which the same bill or document stands.
     *
     * @throws Refused not found, also when the two have nothing in common
     */
    public DuplicateOutline outlineOfDuplicate(UUID id, UUID otherId, User user) {
        Application app = readable(id, user);
        boolean found = !ApplicationGuard.isMember(app, user)
                && views.of(app, user).duplicates().stream().anyMatch(duplicate -> otherId.equals(duplicate.otherId()));
        if (!found) {
            throw Refused.notFound("duplicate");
        }
        Application other = rows.find(otherId).orElseThrow(() -> Refused.notFound("duplicate"));
        return new DuplicateOutline(
                other.id,
                other.number,
                other.schemeCode,
                other.state(),
                other.submittedAt,
                other.memberId.equals(app.memberId));
    }

    /** Every change of the deductions, oldest first; for staff. */
    public List<DeductionView> deductions(UUID id, User user) {
        Application app = readable(id, user);
        return ApplicationGuard.isMember(app, user) ? List.of() : lines.deductions(app.id);
    }

    /**
     * The user's own applications, newest first.
     *
     * @param states empty for all
     * @param before id of the last one of the page before, for the next page
     */
    public List<ApplicationSummary> mine(
            User user, Collection<ApplicationState> states, @Nullable UUID before, int limit) {
        return rows.ofEmployee(user.employeeNumber(), states, before, Math.clamp(limit, 1, MOST)).stream()
                .map(ApplicationSummary::of)
                .toList();
    }

    /** The last move of each of the user's own applications among these: why it was sent back, for a list. */
    public Map<UUID, TimelineEntry> lastMoves(Collection<UUID> ids, User user) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, TimelineEntry> last = moves.lastOf(ids, user.employeeNumber());
        last.replaceAll((id, entry) -> entry.asMemberSeesIt());
        return last;
    }

    /** The submitted applications of one member that this user may see, newest first: the history beside a review. */
    public List<ApplicationSummary> ofMember(UUID memberId, User user) {
        return rows.submittedOf(memberId, MOST).stream()
                .filter(guard.readableBy(user))
                .map(ApplicationSummary::of)
                .toList();
    }

    private Application readable(UUID id, User user) {
        Application app = rows.find(id).orElseThrow(() -> Refused.notFound("application"));
        guard.read(app, user);
        return app;
    }
}
