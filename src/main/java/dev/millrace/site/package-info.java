/**
 * What is true of this service as a whole: the address it is reached at, and what administrators set.
 *
 * <p>Doors: {@link dev.millrace.site.PublicAddress} and {@link dev.millrace.site.SiteSettings}. It knows nothing of what
 * is behind that address.
 */
package dev.millrace.site;
