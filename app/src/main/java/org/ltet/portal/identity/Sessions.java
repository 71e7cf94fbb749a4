package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people are signed in, for how long, and how that ends (ACC-6). */
@Component
public class Sessions {

    static final String SIGNED_IN = "portal.signedIn";
    static final String SEEN = "portal.seen";

    /** A session that nobody asks for any more goes a little later than its owner is told. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private record Held<S extends Session>(S session, SignedIn signedIn) {}

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final Settings settings;
    private final TokenEnds tokenEnds;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            Settings settings,
            TokenEnds tokenEnds,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.tokenEnds = tokenEnds;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** Where this person is signed in, the latest sign-in first. */
    public List<ActiveSession> of(User user, HttpServletRequest request) {
        return of(user.employeeNumber(), current(request).map(SignedIn::handle).orElse(null));
    }

    /** The same for those who answer for access. */
    List<ActiveSession> of(String employeeNumber) {
        return of(employeeNumber, null);
    }

    private List<ActiveSession> of(String employeeNumber, @Nullable UUID current) {
        return held(employeeNumber).stream()
                .map(held -> new ActiveSession(
                        held.signedIn().handle(),
                        held.signedIn().at(),
                        seen(held.session()).orElse(held.signedIn().at()),
                        held.signedIn().address(),
                        held.signedIn().device(),
                        held.signedIn().handle().equals(current)))
                .sorted(Comparator.comparing(ActiveSession::since).reversed())
                .toList();
    }

    /** @throws Refused notFound when it is none of this person's sessions */
    public void end(User user, UUID handle) {
        Held<? extends Session> ended = held(user.employeeNumber()).stream()
                .filter(held -> held.signedIn().handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("session"));
        repository.deleteById(ended.session().getId());
        record("account.sessionEnded", user.accountId());
    }

    /** Signs a person out everywhere but here; programs that act for them are elsewhere. */
    public void endOthers(User user, HttpServletRequest request) {
        end(user.employeeNumber(), current(request).map(SignedIn::handle).orElse(null));
        tokenEnds.endAll(user.accountId());
        record("account.signedOutElsewhere", user.accountId());
    }

    /** Signs a person out everywhere, on all nodes at once; their tokens of the API end too. */
    public void endAll(User user) {
        end(user.employeeNumber(), null);
        tokenEnds.endAll(user.accountId());
        record("account.signedOutEverywhere", user.accountId());
    }

    /** How long this session still lasts if nothing happens; empty when nobody is signed in. */
    public Optional<Duration> left(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return current(request).map(signedIn -> {
            Instant end = endsAt(signedIn, session == null ? null : session.getAttribute(SEEN));
            return Duration.between(clock.instant(), end);
        });
    }

    void end(String employeeNumber, @Nullable UUID except) {
        held(employeeNumber).stream()
                .filter(held -> !held.signedIn().handle().equals(except))
                .forEach(held -> repository.deleteById(held.session().getId()));
    }

    /** Notes a new sign-in; whoever has too many sessions loses the oldest. */
    void begin(HttpSession session, String employeeNumber) {
        Instant now = clock.instant();
        SignedIn signedIn = new SignedIn(Ids.next(), employeeNumber, now, Visitor.address(), Visitor.device());
        session.setAttribute(SIGNED_IN, signedIn);
        session.setAttribute(SEEN, now);
        session.setMaxInactiveInterval(Math.toIntExact(
                settings.duration(SignInSettings.IDLE).plus(GRACE).toSeconds()));
        long others = settings.count(SignInSettings.MOST_SESSIONS) - 1;
        held(employeeNumber).stream()
                .filter(held -> !held.signedIn().handle().equals(signedIn.handle()))
                .sorted(Comparator.comparing((Held<? extends Session> held) ->
                                held.signedIn().at())
                        .reversed())
                .skip(others)
                .forEach(held -> repository.deleteById(held.session().getId()));
    }

    boolean isOver(HttpSession session, SignedIn signedIn) {
        return clock.instant().isAfter(endsAt(signedIn, session.getAttribute(SEEN)));
    }

    static Optional<SignedIn> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SIGNED_IN) instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    private Instant endsAt(SignedIn signedIn, @Nullable Object seen) {
        Instant idle = (seen instanceof Instant at ? at : signedIn.at()).plus(settings.duration(SignInSettings.IDLE));
        Instant absolute = signedIn.at().plus(settings.duration(SignInSettings.ABSOLUTE));
        return idle.isBefore(absolute) ? idle : absolute;
    }

    private List<Held<? extends Session>> held(String employeeNumber) {
        return repository.findByPrincipalName(employeeNumber).values().stream()
                .<Held<? extends Session>>mapMulti((session, found) -> {
                    SignedIn signedIn = session.getAttribute(SIGNED_IN);
                    if (signedIn != null) {
                        found.accept(new Held<>(session, signedIn));
                    }
                })
                .toList();
    }

    private static Optional<Instant> seen(Session session) {
        return Optional.ofNullable(session.getAttribute(SEEN));
    }

    private void record(String action, UUID accountId) {
        transactions.executeWithoutResult(status -> events.publishEvent(Audited.of(action, "account", accountId)));
    }
}
