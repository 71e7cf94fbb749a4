package org.ltet.portal.payments;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.applications.Stages.Stage;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** The one gate to everything of this module: who may see it, and whether the rules let a person act. */
@Component
class PaymentsGuard {

    private static final Role[] READERS = {Role.HEAD, Role.ACCOUNTS_APPROVER, Role.ACCOUNTS_OFFICER};

    static final Role[] WORKERS = {Role.ACCOUNTS_APPROVER, Role.ACCOUNTS_OFFICER};

    private final StandingRows standings;
    private final VoucherRows vouchers;
    private final People people;
    private final Stages stages;

    PaymentsGuard(StandingRows standings, VoucherRows vouchers, People people, Stages stages) {
        this.standings = standings;
        this.vouchers = vouchers;
        this.people = people;
        this.stages = stages;
    }

    /** Those members to whom the person is related, by blood, household or bank account; and the person. */
    Set<UUID> relatives(User user) {
        return people.relatives(user.employeeNumber());
    }

    /** What lies beside each voucher for this person, by voucher. */
    Map<UUID, VoucherStanding> standings(Collection<VoucherView> vouchers, User user) {
        Map<UUID, VoucherStanding> beside = standings.of(vouchers, relatives(user));
        Map<UUID, Stage> acted =
                stages.of(vouchers.stream().map(VoucherView::applicationId).toList(), user);
        vouchers.forEach(voucher ->
                beside.computeIfPresent(voucher.id(), (id, found) -> found.after(acted.get(voucher.applicationId()))));
        return beside;
    }

    VoucherStanding standing(VoucherView voucher, User user) {
        return Objects.requireNonNull(standings(List.of(voucher), user).get(voucher.id()));
    }

    /** What of all vouchers a person may see. */
    Scope readable(User user) {
        Scope narrow = null;
        for (Role role : READERS) {
            Optional<Scope> scope = user.scopeOf(role);
            if (scope.isPresent()) {
                if (scope.get().equals(Scope.EVERYWHERE)) {
                    return Scope.EVERYWHERE;
                }
                narrow = narrow == null ? scope.get() : narrow;
            }
        }
        if (narrow == null) {
            throw Refused.forbidden("payments.notAccounts");
        }
        return narrow;
    }

    boolean mayRead(User user, VoucherView voucher) {
        for (Role role : READERS) {
            if (user.has(role, voucher.ic(), voucher.region(), voucher.schemeCode())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the bank says is about the whole of the trust's account: its files are handed in, and opened, only by those
     * who work for all parts of the trust.
     */
    boolean worksForWholeTrust(User user) {
        return Arrays.stream(WORKERS)
                .anyMatch(role ->
                        user.scopeOf(role).filter(Scope.EVERYWHERE::equals).isPresent());
    }

    void demandWholeTrust(User user) {
        demandRole(user, WORKERS);
        if (!worksForWholeTrust(user)) {
            throw Refused.forbidden("payments.wholeTrustOnly");
        }
    }

    /** A batch's files name people and full account numbers: for those who work with every voucher of it. */
    boolean mayOpenFilesOf(UUID batchId, User user) {
        return Arrays.stream(WORKERS)
                .anyMatch(role -> user.scopeOf(role)
                        .filter(scope -> !vouchers.everBeyondScope(batchId, scope))
                        .isPresent());
    }

    /** Whether a batch is empty yet, or holds or held some voucher that the person may see. */
    boolean mayRead(User user, BatchView batch) {
        Scope scope = readable(user);
        return scope.equals(Scope.EVERYWHERE) || vouchers.touchesScope(batch.id(), scope);
    }

    BatchView readableBatch(User user, Optional<BatchView> batch) {
        return batch.filter(found -> mayRead(user, found)).orElseThrow(() -> Refused.notFound("batch"));
    }

    /** What is about no payment that we know is for those who see the whole trust. */
    boolean mayRead(User user, OpenItemView item) {
        Scope scope = readable(user);
        return scope.equals(Scope.EVERYWHERE)
                || (item.voucherId() != null
                        && vouchers.find(item.voucherId())
                                .filter(voucher -> mayRead(user, voucher))
                                .isPresent());
    }

    /**
     * Whether the person may settle an open item in one of these roles, within whose scope its voucher lies; what is
     * about no payment that we know, about several, or about a file as a whole, only for the whole trust.
     */
    boolean mayMatch(User user, @Nullable UUID voucherId, Role... roles) {
        if (voucherId == null) {
            return Arrays.stream(roles)
                    .anyMatch(role ->
                            user.scopeOf(role).filter(Scope.EVERYWHERE::equals).isPresent());
        }
        return user.hasAny(roles)
                && vouchers.find(voucherId)
                        .filter(voucher -> Arrays.stream(roles)
                                .anyMatch(role -> user.has(role, voucher.ic(), voucher.region(), voucher.schemeCode())))
                        .isPresent();
    }

    VoucherView readable(User user, Optional<VoucherView> voucher) {
        return voucher.filter(found -> mayRead(user, found)).orElseThrow(() -> Refused.notFound("voucher"));
    }

    void demand(VoucherAction action, User user, VoucherView voucher) {
        VoucherRules.whyNot(action, user, voucher, standing(voucher, user)).ifPresent(code -> {
            throw refused(code);
        });
    }

    static Refused refused(String code) {
        return switch (code) {
            case "onlyMaker",
                    "onlyChecker",
                    "ownApplication",
                    "relativesApplication",
                    "actedElsewhere",
                    "ownApplicationInBatch",
                    "batchBeyondScope" -> Refused.forbidden("payments." + code);
            default -> Refused.conflict("payments." + code);
        };
    }

    static void sameVersion(int current, long expected) {
        if (current != expected) {
            throw Refused.stale();
        }
    }

    void demandRole(User user, Role... roles) {
        if (!user.hasAny(roles)) {
            throw Refused.forbidden("payments.notAccounts");
        }
    }
}
