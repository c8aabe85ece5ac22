package dev.millrace.web;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The bundled scripts and styles. Their names are fixed; the pages add what they were built from as a query, so a
 * browser may keep them for as long as it likes and still fetches new ones after an upgrade.
 */
class Assets {

    private static final String VERSION = read("META-INF/resources/assets/version.txt");

    private Assets() {}

    /** A hash over all bundles, the same on every node that runs the same build. */
    @TemplateGlobal(name = "assetVersion")
    static String version() {
        return VERSION;
    }

    private static String read(String resource) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return in == null ? "unbuilt" : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
