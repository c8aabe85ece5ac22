package dev.millrace.site;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A block of addresses in CIDR notation, such as {@code 10.0.0.0/8}; a single address is a block of one. No name is ever
 * looked up.
 */
public record Network(InetAddress first, int prefix) {

    /** Empty for what is neither an address nor a block. */
    public static Optional<Network> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        var first = address(parts[0]);
        if (first.isEmpty() || parts.length > 2 || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int bits = first.get().getAddress().length * Byte.SIZE;
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
        return prefix > bits ? Optional.empty() : Optional.of(new Network(first.get(), prefix));
    }

    /** A literal address, also in brackets; IPv4 inside IPv6 is IPv4. */
    static Optional<InetAddress> address(String literal) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
