package dev.millrace.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that playback tokens are signed with: a file in the data folder that only its owner can read. The newest
 * signs; the one before still counts, so that changing them cuts nobody off. A key is followed by the next one after 30
 * days, or by one that makes all before it worthless ({@link #replace}).
 */
@ApplicationScoped
class SigningKeys {

    private static final Duration AGE = Duration.ofDays(30);
    private static final int BYTES = 32;
    private static final int ACTIVE = 2;
    private static final int NUMBERS = 64;

    /** A key; {@code number} is 0 to 63 and says in a token which one it was. */
    record Key(int number, Instant since, byte[] bytes) {}

    private final Path file;
    private final InstantSource clock;
    private volatile List<Key> keys = List.of();
    private volatile Instant lookedAt = Instant.EPOCH;

    SigningKeys(@ConfigProperty(name = "millrace.data-dir", defaultValue = "data") Path data, InstantSource clock) {
        this.file = data.toAbsolutePath().resolve("keys/playback");
        this.clock = clock;
    }

    Key newest() {
        var known = keys;
        if (known.isEmpty() || known.get(0).since().plus(AGE).isBefore(clock.instant())) {
            known = renew();
        }
        return known.get(0);
    }

    Optional<Key> numbered(int number) {
        if (!clock.instant().isBefore(lookedAt.plusSeconds(1))) {
            lookAgain();
        }
        return keys.stream().filter(key -> key.number() == number).findFirst();
    }

    /** Another node may have changed the keys: the file, of two lines, is read again once a second. */
    private synchronized void lookAgain() {
        lookedAt = clock.instant();
        try {
            keys = read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new key now; the oldest of three is forgotten, and what it signed with it. */
    synchronized void rotate() {
        try {
            keys = write(read(), ACTIVE - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new key and forgets all others, and with them whatever they signed. */
    synchronized void replace() {
        try {
            keys = write(read(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized List<Key> renew() {
        try {
            var stored = read();
            boolean old = stored.isEmpty() || stored.get(0).since().plus(AGE).isBefore(clock.instant());
            keys = old ? write(stored, ACTIVE - 1) : stored;
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Key> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var found = new ArrayList<Key>();
        for (var line : Files.readAllLines(file)) {
            var parts = line.split(" ");
            found.add(new Key(
                    Integer.parseInt(parts[0]),
                    Instant.parse(parts[1]),
                    Base64.getDecoder().decode(parts[2])));
        }
        found.sort(Comparator.comparing(Key::since).reversed());
        return List.copyOf(found);
    }

    private List<Key> write(List<Key> stored, int kept) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        int number = stored.isEmpty() ? 0 : (stored.get(0).number() + 1) % NUMBERS;
        var all = new ArrayList<Key>(List.of(new Key(number, clock.instant(), fresh)));
        stored.stream().limit(kept).forEach(all::add);
        Files.createDirectories(file.getParent());
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var whole = Files.createTempFile(file.getParent(), "playback", ".new", permissions);
        Files.write(whole, all.stream().map(SigningKeys::line).toList());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        return List.copyOf(all);
    }

    private static String line(Key key) {
        return key.number() + " " + key.since() + " " + Base64.getEncoder().encodeToString(key.bytes());
    }
}
