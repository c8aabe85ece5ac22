/**
 * Short messages between nodes over PostgreSQL's LISTEN/NOTIFY: sent inside a transaction, delivered after its commit,
 * also to the sender.
 *
 * <p>Doors: {@link dev.millrace.signal.Signals} to send, {@link dev.millrace.signal.SignalListener} to receive.
 */
package dev.millrace.signal;
