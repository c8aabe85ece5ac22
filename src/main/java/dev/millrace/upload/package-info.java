/**
 * How a source comes in: the form and the API, streamed to disk, hashed on the way.
 */
package dev.millrace.upload;
