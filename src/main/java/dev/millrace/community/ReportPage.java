package dev.millrace.community;

import java.util.List;

/**
 * Some reports, the newest first.
 *
 * @param next the number of the page after; null at the end
 */
public record ReportPage(List<ReportView> reports, Integer next) {}
