package dev.millrace.ops;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where the service listens for HTTP.
 *
 * @param host name or address; {@code 0.0.0.0} for all addresses of the machine
 * @param port 0 for any free one
 */
record ListenAddress(String host, int port) {

    /** Somebody else may still take the port before the service does; then the framework says so. */
    void requireFree() {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(resolved(), port));
        } catch (BindException e) {
            throw new StartRefused(sentence(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartRefused("Port " + port + " on " + host + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    /** Whether only programs on this machine can connect. */
    boolean onlyThisMachine() {
        return resolved().isLoopbackAddress();
    }

    /** A URL that works in a browser on this machine. */
    String url() {
        var address = resolved();
        var name = address.isAnyLocalAddress() ? "localhost" : host.indexOf(':') < 0 ? host : "[" + host + "]";
        return "http://" + name + ":" + port;
    }

    private InetAddress resolved() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartRefused(
                    "QUARKUS_HTTP_HOST \"" + host + "\" is no address of this machine: use 127.0.0.1 or 0.0.0.0.", e);
        }
    }

    private String sentence(String reason) {
        if (reason.contains("Permission denied")) {
            return "Port " + port + " on " + host
                    + " may only be opened by the system administrator: choose one above 1023 with QUARKUS_HTTP_PORT.";
        }
        if (reason.contains("Cannot assign")) {
            return "QUARKUS_HTTP_HOST " + host + " is no address of this machine: use 127.0.0.1 or 0.0.0.0.";
        }
        return "Port " + port + " on " + host
                + " is in use by another program: stop that one or choose another port with QUARKUS_HTTP_PORT.";
    }
}
