/**
 * What is true of this service as a whole: the address it is reached at.
 *
 * <p>It knows nothing of what is behind that address.
 */
package dev.millrace.site;
