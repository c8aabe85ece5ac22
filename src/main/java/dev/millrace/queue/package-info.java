/**
 * Durable tasks on PostgreSQL: priorities, heartbeats, attempts counted before the work, fencing, retry with back-off,
 * a limit for poison tasks. Knows nothing of video.
 *
 * <p>Doors: {@link dev.millrace.queue.TaskQueue} to put work in; {@link dev.millrace.queue.TaskHandler} beans to do it.
 *
 * <p>The {@code task} and {@code attempt} rows alone decide who does what. Beside them there are tickets, db-scheduler's
 * executions, in two lines: they say when and in which order to ask for a task. A ticket too many finds no work, a
 * ticket too few is issued again at the next sweep; so no transaction spans both sides except where it is free.
 *
 * <p>A worker is alive by its heartbeat in the task rows. All times are the database's ({@link
 * dev.millrace.queue.DatabaseClock}), db-scheduler's too, so that a node whose wall clock is off does no harm.
 */
package dev.millrace.queue;
