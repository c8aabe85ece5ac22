package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The way to the first account: whoever can read the log or the data folder of a service without accounts may make the
 * administrator's. The token is in a file that only its owner can read, and is gone with the first account.
 */
@ApplicationScoped
public class Setup {

    private static final String FILE = "setup-token";

    private final Accounts accounts;
    private final Path file;
    private String token;

    Setup(Accounts accounts, @ConfigProperty(name = "millrace.data-dir", defaultValue = "data") Path data) {
        this.accounts = accounts;
        this.file = data.toAbsolutePath().resolve(FILE);
    }

    /** The path, with its token, that makes the first account; empty when there is one. */
    public synchronized Optional<String> path() {
        if (accounts.anyAdmin()) {
            finished();
            return Optional.empty();
        }
        return Optional.of("/setup?token=" + token());
    }

    /** Makes the first account for whoever has the token. */
    synchronized AccountView finish(String given, NewAccount wanted) {
        requireToken(given);
        var account = accounts.first(wanted);
        finished();
        return account;
    }

    synchronized void requireToken(String given) {
        if (accounts.anyAdmin()) {
            finished();
            throw new ProblemException(
                    Kind.CONFLICT, "set_up_already", "This service has been set up already. Sign in.");
        }
        if (given == null || !Secret.same(given, token())) {
            throw new ProblemException(
                    Kind.FORBIDDEN,
                    "wrong_setup_token",
                    "This is not the link from the log. The newest one is in the log and in the file " + FILE
                            + " of the data folder.");
        }
    }

    private String token() {
        try {
            if (token == null) {
                token = Files.exists(file) ? Files.readString(file).strip() : write(Secret.next());
            }
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(String secret) throws IOException {
        Files.createDirectories(file.getParent());
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(file.getParent(), FILE, ".new", permissions);
        Files.writeString(fresh, secret + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }

    private void finished() {
        token = null;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
