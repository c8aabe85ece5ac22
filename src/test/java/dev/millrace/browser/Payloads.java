package dev.millrace.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts that would run, or break out of their place, where they are taken for markup. */
final class Payloads {

    private static final Path FILE = Path.of("src/test/resources/dev/millrace/browser/payloads.txt");
    private static final int AT_LEAST = 60;
    private static final List<String> ALL = read();

    private Payloads() {}

    static List<String> all() {
        return ALL;
    }

    /** All of them in as few texts as there must be of this length; a longer one loses its end. */
    static List<String> inPieces(int length) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var payload : ALL) {
            if (!piece.isEmpty() && piece.length() + 1 + payload.length() > length) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.isEmpty() ? "" : " ").append(payload, 0, Math.min(payload.length(), length));
        }
        pieces.add(piece.toString());
        return pieces.stream().map(String::strip).toList();
    }

    private static List<String> read() {
        try {
            var lines = Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .map(String::strip)
                    .toList();
            if (lines.size() < AT_LEAST) {
                throw new IllegalStateException("only " + lines.size() + " payloads");
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
