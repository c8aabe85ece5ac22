package dev.millrace.words;

import java.util.UUID;

/** A video has gained or lost captions. Fired inside the transaction: observers join it. */
public record CaptionsChanged(UUID video) {}
