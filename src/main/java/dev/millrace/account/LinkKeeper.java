package dev.millrace.account;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows the links that a browser was given; {@code access} implements it. */
public interface LinkKeeper {

    /** The secrets that are of links now, each with its link's id; blocks. */
    Map<String, UUID> known(Set<String> secrets);
}
