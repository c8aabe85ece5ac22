package dev.millrace.account;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows which videos the links that a browser was given open; {@code access} implements it. */
public interface LinkKeeper {

    /** The videos that these secrets open now, each with its secret; blocks. */
    Map<UUID, String> opened(Set<String> secrets);
}
