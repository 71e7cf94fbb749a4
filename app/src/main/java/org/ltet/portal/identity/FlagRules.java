package org.ltet.portal.identity;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.IndiaTime;

/**
 * What is unusual about sign-ins and about the use of confidential values (ACC-7): each rule by its name, over records
 * only. Where an address lies on earth is not known here; "far apart" means other networks with other devices.
 */
final class FlagRules {

    private static final int IPV4_BYTES = 4;

    private FlagRules() {}

    /** A successful sign-in. */
    record SignedIn(UUID id, UUID accountId, Instant at, String address, String device, boolean staff) {}

    /** A sign-in that failed with an account that exists. */
    record Failed(UUID accountId, Instant at, String address) {}

    /** Something that one account did so many times on a day. */
    record Counted(UUID accountId, LocalDate day, long times) {}

    /** @param devices those seen before the sign-in with this account; empty for the first sign-in ever */
    record WithPast(SignedIn signIn, Set<String> devices) {}

    /** @param account null where it is about an address */
    record Flag(String rule, String subject, @Nullable UUID account, List<String> found) {}

    /** From which counts and times on something is unusual. */
    record Limits(
            Duration together, long resets, long spraying, long earliest, long latest, long unmasked, long exports) {}

    /** Two sign-ins within a short time, from other networks and with other devices. */
    static List<Flag> farApart(List<SignedIn> signIns, Limits limits) {
        List<Flag> flags = new ArrayList<>();
        Map<UUID, List<SignedIn>> byAccount = signIns.stream()
                .sorted(Comparator.comparing(SignedIn::at))
                .collect(Collectors.groupingBy(SignedIn::accountId, LinkedHashMap::new, Collectors.toList()));
        byAccount.forEach((account, list) -> {
            for (int i = 1; i < list.size(); i++) {
                SignedIn one = list.get(i - 1);
                SignedIn other = list.get(i);
                if (Duration.between(one.at(), other.at()).compareTo(limits.together()) <= 0
                        && !network(one.address()).equals(network(other.address()))
                        && !one.device().equals(other.device())) {
                    flags.add(new Flag(
                            "FAR_APART",
                            other.id().toString(),
                            account,
                            List.of(
                                    one.address(),
                                    one.device(),
                                    other.address(),
                                    other.device(),
                                    Long.toString(Duration.between(one.at(), other.at())
                                            .toMinutes()))));
                }
            }
        });
        return flags;
    }

    /** The first two bytes of an IPv4 address, the first four of an IPv6 one. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == IPV4_BYTES ? 2 : IPV4_BYTES));
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }

    /** Many one-time codes for one person on one day. */
    static List<Flag> manyResets(List<Counted> codes, Limits limits) {
        return counted("MANY_RESETS", codes, limits.resets());
    }

    /** Failures with many accounts from one address: one password tried on all. */
    static List<Flag> spraying(List<Failed> failures, Limits limits) {
        Map<String, Set<UUID>> accounts = new TreeMap<>();
        Map<String, Instant> last = new TreeMap<>();
        for (Failed failure : failures) {
            accounts.computeIfAbsent(failure.address(), address -> new TreeSet<>())
                    .add(failure.accountId());
            last.merge(failure.address(), failure.at(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= limits.spraying())
                .map(entry -> new Flag(
                        "SPRAYING",
                        entry.getKey() + " " + IndiaTime.dateOf(last.getOrDefault(entry.getKey(), Instant.EPOCH)),
                        null,
                        List.of(
                                entry.getKey(),
                                Integer.toString(entry.getValue().size()))))
                .toList();
    }

    /** Staff with a device never seen with the account; the first sign-in of all is none. */
    static List<Flag> newDevice(List<WithPast> signIns) {
        return signIns.stream()
                .filter(past -> past.signIn().staff()
                        && !past.devices().isEmpty()
                        && !past.devices().contains(past.signIn().device()))
                .map(WithPast::signIn)
                .map(signIn -> new Flag(
                        "NEW_DEVICE",
                        signIn.accountId() + " " + signIn.device(),
                        signIn.accountId(),
                        List.of(signIn.device(), signIn.address())))
                .toList();
    }

    /** Staff in the night, by the clock of India. */
    static List<Flag> unusualHour(List<SignedIn> signIns, Limits limits) {
        return signIns.stream()
                .filter(SignedIn::staff)
                .filter(signIn -> {
                    int hour = signIn.at().atZone(IndiaTime.ZONE).getHour();
                    return hour < limits.earliest() || hour >= limits.latest();
                })
                .map(signIn -> new Flag(
                        "UNUSUAL_HOUR",
                        signIn.accountId() + " " + IndiaTime.dateOf(signIn.at()),
                        signIn.accountId(),
                        List.of(
                                signIn.at()
                                        .atZone(IndiaTime.ZONE)
                                        .toLocalTime()
                                        .withNano(0)
                                        .toString(),
                                signIn.address())))
                .toList();
    }

    /** Many confidential values opened by one person on one day. */
    static List<Flag> manyUnmasked(List<Counted> opened, Limits limits) {
        return counted("MANY_UNMASKED", opened, limits.unmasked());
    }

    /** Many exports by one person on one day. */
    static List<Flag> manyExports(List<Counted> exports, Limits limits) {
        return counted("MANY_EXPORTS", exports, limits.exports());
    }

    private static List<Flag> counted(String rule, List<Counted> counts, long limit) {
        return counts.stream()
                .filter(count -> count.times() >= limit)
                .map(count -> new Flag(
                        rule,
                        count.accountId() + " " + count.day(),
                        count.accountId(),
                        List.of(Long.toString(count.times()), count.day().toString())))
                .toList();
    }
}
