package dev.millrace.account;

import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody who wants to sign in from now on.
 *
 * @param login how they call themselves when signing in: 2 to 60 letters, digits and {@code . _ - @ +}, lower-case
 * @param name what others see; the login when blank
 */
public record NewAccount(String login, String name, String password) {

    private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}._@+-]{2,60}");
    private static final int NAME = 80;

    /** Cleans and checks, or throws {@link InvalidFieldsException} with everything that is wrong. */
    public static NewAccount of(String rawLogin, String rawName, String password) {
        String login = login(rawLogin);
        String name = PlainText.line(rawName).isEmpty() ? PlainText.line(rawLogin) : PlainText.line(rawName);
        var errors = new ArrayList<FieldError>();
        if (!LOGIN.matcher(login).matches()) {
            errors.add(new FieldError("login", "must be 2 to 60 letters, digits or . _ - @ + without spaces"));
        }
        if (PlainText.length(name) > NAME) {
            errors.add(new FieldError("name", "must not be longer than " + NAME + " characters"));
        }
        try {
            Passwords.requireGood(password);
        } catch (InvalidFieldsException e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(errors);
        }
        return new NewAccount(login, name, password);
    }

    static String login(String raw) {
        return PlainText.line(raw).toLowerCase(Locale.ROOT);
    }

    static String name(String raw) {
        String name = PlainText.line(raw);
        if (name.isEmpty() || PlainText.length(name) > NAME) {
            throw new InvalidFieldsException("name", "must have 1 to " + NAME + " characters");
        }
        return name;
    }
}
