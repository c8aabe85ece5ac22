/**
 * Videos on the pages of others: the player in a frame, what links to a watch page look like there (oEmbed, Open Graph,
 * structured data), and the share dialog that offers both.
 *
 * <p>Its templates are included by the watch page. It knows nothing of how a film is made or played.
 */
package dev.millrace.embed;
