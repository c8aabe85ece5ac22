package dev.millrace.access;

import java.util.UUID;

/** Fewer may see a video than before: fired in the transaction; what was handed out for it must open nothing any more. */
public record AccessChanged(UUID video) {}
