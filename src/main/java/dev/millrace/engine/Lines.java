package dev.millrace.engine;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** Lines of text from a process that is not trusted: none is read that is longer than a limit. */
final class Lines implements Closeable {

    private final BufferedReader reader;
    private final IntSupplier longest;

    Lines(InputStream from, IntSupplier longest) {
        this.reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        this.longest = longest;
    }

    /** The next line without its end; null at the end of the stream. */
    String next() throws IOException {
        var line = new StringBuilder();
        for (int c = reader.read(); c != '\n'; c = reader.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() >= longest.getAsInt()) {
                throw new IOException("a line is longer than " + longest.getAsInt() + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
