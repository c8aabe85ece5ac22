/**
 * Our exceptions and their one mapping to RFC 9457 answers ({@code application/problem+json}), validation errors
 * included.
 *
 * <p>The only place that picks an HTTP status for an exception.
 */
package dev.millrace.problem;
