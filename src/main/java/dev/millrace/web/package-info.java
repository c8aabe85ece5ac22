/**
 * The frame of all pages: layout, navigation, error pages, what a browser is told not to do, and how quantities read.
 *
 * <p>Pages include {@code layout/page} and format through {@link dev.millrace.web.Show}. Knows no capability: a page
 * lives with what it shows.
 */
package dev.millrace.web;
