/**
 * The child process that holds libav: its messages, its sandbox, its watchdog; the parent side here, the child side in
 * {@code engine.child}.
 */
package dev.millrace.engine;
