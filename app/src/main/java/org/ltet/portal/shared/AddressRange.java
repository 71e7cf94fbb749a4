package org.ltet.portal.shared;

import java.io.Serializable;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the internet that begin alike, written as {@code 10.20.0.0/16} or {@code 2001:db8::/32}; without a
 * length, one address. An IPv4 address inside an IPv6 one (::ffff:10.20.0.1) counts as the IPv4 address that it is.
 * Names are never looked up.
 */
public final class AddressRange implements Serializable {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    private static final int IPV4_BYTES = 4;

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Empty where the text is no range; one with bits set beyond its length is a slip of the pen, so none either. */
    public static Optional<AddressRange> read(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return Optional.empty();
        }
        int most = network.length * Byte.SIZE;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(length);
        return Arrays.equals(network, masked(network, bits))
                ? Optional.of(new AddressRange(network, bits))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException when the text is no range */
    public static AddressRange of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("Not a range of addresses: " + text));
    }

    /** Whether an address lies in one of these ranges. */
    public static boolean anyContains(Collection<AddressRange> ranges, String address) {
        byte[] wanted = bytes(address);
        return wanted != null && ranges.stream().anyMatch(range -> range.contains(wanted));
    }

    /** What is no address lies in no range. */
    public boolean contains(String address) {
        byte[] wanted = bytes(address);
        return wanted != null && contains(wanted);
    }

    private boolean contains(byte[] address) {
        return address.length == network.length && Arrays.equals(network, masked(address, bits));
    }

    private static byte @Nullable [] bytes(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            masked[i] = (byte) (masked[i] & (0xff << (Byte.SIZE - kept)));
        }
        return masked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange range && bits == range.bits && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }

    /** As it can be read again, IPv6 in its shortest form (RFC 5952); a single address without its length. */
    @Override
    public String toString() {
        String address = network.length == IPV4_BYTES ? dotted() : shortest();
        return bits == network.length * Byte.SIZE ? address : address + "/" + bits;
    }

    private String dotted() {
        return (network[0] & 0xff) + "." + (network[1] & 0xff) + "." + (network[2] & 0xff) + "." + (network[3] & 0xff);
    }

    private String shortest() {
        int[] groups = new int[network.length / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (network[2 * i] & 0xff) << Byte.SIZE | network[2 * i + 1] & 0xff;
        }
        int start = 0;
        int longest = 0;
        for (int i = 0; i < groups.length; i++) {
            int run = 0;
            while (i + run < groups.length && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        if (longest < 2) {
            return joined(groups, 0, groups.length);
        }
        return joined(groups, 0, start) + "::" + joined(groups, start + longest, groups.length);
    }

    private static String joined(int[] groups, int from, int to) {
        return Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
