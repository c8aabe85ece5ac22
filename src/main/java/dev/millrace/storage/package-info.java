/**
 * Where bytes lie. Every object is published whole or not at all: written under a temporary name, synced, renamed,
 * the folder synced. A sync that fails is an exception, and nothing is visible.
 *
 * <p>Door: {@link dev.millrace.storage.MediaStore}. Knows keys and bytes, not videos.
 */
package dev.millrace.storage;
