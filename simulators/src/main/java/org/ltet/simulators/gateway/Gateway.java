package org.ltet.simulators.gateway;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.gateway.Payout.StatusDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Takes each payout once per idempotency key, and settles it a little later. */
@Component
final class Gateway implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private record Taken(Payout.Order order, String id) {}

    private record Asked(Validation.Order order, String id) {}

    /** The order came before under this key, with other contents. */
    static final class KeyReusedException extends RuntimeException {}

    record Acceptance(Payout payout, boolean isNew) {}

    private final Clock clock;
    private final Webhooks webhooks;
    private final long settleMillis;
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Map<String, Payout> payouts = new LinkedHashMap<>();
    private final Map<String, Validation> validations = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    // One thread, so that events leave in the order in which things happened.
    private final ExecutorService later = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("gateway").factory());
    private long sequence;

    Gateway(Clock clock, Webhooks webhooks, GatewayProperties properties) {
        this.clock = clock;
        this.webhooks = webhooks;
        this.settleMillis = properties.settleMillis();
        this.sequence = LocalTime.now(clock.withZone(INDIA)).toSecondOfDay() * 10_000L;
    }

    synchronized Acceptance pay(String key, Payout.Order order) {
        Taken before = taken.get(key);
        if (before != null) {
            if (!before.order().equals(order)) {
                throw new KeyReusedException();
            }
            return new Acceptance(known(before.id()), false);
        }
        Payout payout = Payout.accepted(id("pout_"), order, clock.instant().getEpochSecond());
        taken.put(key, new Taken(order, payout.id()));
        payouts.put(payout.id(), payout);
        soon(() -> webhooks.send(settle(payout.id())));
        return new Acceptance(payout, true);
    }

    synchronized @Nullable Payout payout(String id) {
        return payouts.get(id);
    }

    synchronized List<Payout> newest(@Nullable String referenceId, int limit) {
        return new ArrayList<>(payouts.values())
                .reversed().stream()
                        .filter(payout -> referenceId == null || referenceId.equals(payout.referenceId()))
                        .limit(limit)
                        .toList();
    }

    synchronized void forget() {
        taken.clear();
        payouts.clear();
    }

    /** Asked again under the same key, it says how the first one stands. */
    synchronized Validation validate(String key, Validation.Order order) {
        Asked before = asked.get(key);
        if (before != null) {
            if (!before.order().equals(order)) {
                throw new KeyReusedException();
            }
            return Objects.requireNonNull(validations.get(before.id()));
        }
        Validation validation = new Validation(
                id("fav_"),
                "fund_account.validation",
                order.fundAccount(),
                "created",
                100,
                "INR",
                order.referenceId(),
                null,
                clock.instant().getEpochSecond());
        asked.put(key, new Asked(order, validation.id()));
        validations.put(validation.id(), validation);
        soon(() -> webhooks.send(List.of(complete(validation.id()))));
        return validation;
    }

    synchronized List<Validation> validations() {
        return List.copyOf(validations.values());
    }

    synchronized @Nullable Validation validation(String id) {
        return validations.get(id);
    }

    private void soon(Runnable task) {
        Runnable logged = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("could not settle or tell", e);
            }
        };
        CompletableFuture.delayedExecutor(settleMillis, TimeUnit.MILLISECONDS, later)
                .execute(logged);
    }

    private synchronized List<Webhooks.Event> settle(String id) {
        Payout payout = payouts.get(id);
        if (payout == null) {
            return List.of();
        }
        List<Webhooks.Event> events = new ArrayList<>();
        events.add(event("payout.initiated", payout));
        BankAccount account =
                payout.fundAccount() == null ? null : payout.fundAccount().bankAccount();
        Payout last;
        if (account != null && (account.endsWith("9901") || account.endsWith("9904"))) {
            last = payout.become("failed", null, refusal(account));
            events.add(event("payout.failed", last));
        } else {
            last = payout.become("processed", utr(), null);
            events.add(event("payout.processed", last));
            if (account != null && account.endsWith("9906")) {
                last = last.become(
                        "reversed",
                        last.utr(),
                        new StatusDetails("beneficiary_account_frozen", "The beneficiary account is blocked"));
                events.add(event("payout.reversed", last));
            }
        }
        payouts.put(id, last);
        return events;
    }

    private synchronized Webhooks.Event complete(String id) {
        Validation before = Objects.requireNonNull(validations.get(id));
        BankAccount account =
                before.fundAccount() == null ? null : before.fundAccount().bankAccount();
        Validation after = before.completed(results(account));
        validations.put(id, after);
        return new Webhooks.Event(
                "fund_account.validation.completed", Map.of("fund_account.validation", Map.of("entity", after)));
    }

    private static Validation.Results results(@Nullable BankAccount account) {
        if (account == null || account.name() == null || account.endsWith("9901") || account.endsWith("9904")) {
            return new Validation.Results("invalid", null);
        }
        String name =
                account.endsWith("9907") ? "SOMEBODY ELSE" : account.name().toUpperCase(Locale.ROOT);
        return new Validation.Results("active", name);
    }

    private Payout known(String id) {
        return Objects.requireNonNull(payouts.get(id));
    }

    private static StatusDetails refusal(BankAccount account) {
        return account.endsWith("9904")
                ? new StatusDetails("beneficiary_account_closed", "The beneficiary account is closed")
                : new StatusDetails("invalid_beneficiary_account", "There is no such account");
    }

    private static Webhooks.Event event(String name, Payout payout) {
        return new Webhooks.Event(name, Map.of("payout", Map.of("entity", payout)));
    }

    private String utr() {
        return "SIMGN" + LocalDate.now(clock.withZone(INDIA)).format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format("%09d", sequence++);
    }

    private static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    }

    @Override
    public void destroy() {
        later.shutdownNow();
    }
}
