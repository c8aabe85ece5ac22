package dev.millrace.community;

import java.time.Instant;
import java.util.UUID;

/**
 * A report as moderators see it.
 *
 * @param note what the reporter added, maybe nothing
 * @param reporter null when gone
 * @param resolvedBy null while open, and when gone
 * @param resolution {@code hidden}, {@code dismissed} or {@code deleted}; null while open
 */
public record ReportView(
        UUID id,
        ReportReason reason,
        String note,
        String reporter,
        Instant createdAt,
        String resolution,
        Instant resolvedAt,
        String resolvedBy,
        About comment) {

    /**
     * The comment that was reported.
     *
     * @param thread the comment that began its thread, maybe itself
     * @param text empty when it has been deleted
     * @param author null when gone
     */
    public record About(
            UUID id, UUID thread, String text, String author, boolean hidden, UUID video, String videoTitle) {}
}
