package dev.millrace.site;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from, for whatever is counted by address: the peer, or, if that is a trusted proxy, whom it names
 * in {@code X-Forwarded-For}.
 *
 * <p>Each proxy adds its peer at the end and what is before that may be anybody's invention, so the list is read from its
 * end: the first address that is no trusted proxy's counts. Only the address is taken from headers; scheme and host are
 * what the public URL says.
 */
@ApplicationScoped
public class ClientAddress {

    private static final String LOOPBACK = "127.0.0.0/8,::1";
    private static final Pattern WITH_PORT = Pattern.compile("(\\d+(?:\\.\\d+){3}|\\[[^]]*]):\\d+");

    private final List<Network> trusted;

    ClientAddress(
            @ConfigProperty(name = "millrace.trusted-proxies") Optional<String> proxies,
            @ConfigProperty(name = "millrace.public-url") Optional<String> publicUrl) {
        this.trusted = Stream.of(
                        proxies.orElse(publicUrl.isPresent() ? LOOPBACK : "").split(","))
                .flatMap(text -> Network.parse(text).stream())
                .toList();
    }

    /** An IPv4 address, or the /64 of an IPv6 one: whoever has one address of that has all. */
    public String of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"));
    }

    String of(String peer, List<String> forwarded) {
        var client = Network.address(peer);
        if (client.isEmpty()) {
            return String.valueOf(peer); // a socket of this machine
        }
        var hops = Stream.of(String.join(",", forwarded).split(",")).toList();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client.get()); i--) {
            var before = Network.address(withoutPort(hops.get(i).strip()));
            if (before.isEmpty()) {
                break;
            }
            client = before;
        }
        return line(client.get());
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static String withoutPort(String hop) {
        var match = WITH_PORT.matcher(hop);
        return match.matches() ? match.group(1) : hop;
    }

    private static String line(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        return String.join(":", List.of(text.split(":")).subList(0, 4)) + "::/64";
    }
}
