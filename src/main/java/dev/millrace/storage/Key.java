package dev.millrace.storage;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The checked key of an object.
 *
 * <p>Each part begins with a letter or digit: no {@code ..}, no empty part, no absolute path, no hidden name can be
 * said.
 */
record Key(String text) {

    private static final int LONGEST = 300;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*");

    Key {
        if (text.length() > LONGEST || !KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("not a key of the media store: " + text);
        }
    }

    Path below(Path root) {
        return root.resolve(text);
    }
}
