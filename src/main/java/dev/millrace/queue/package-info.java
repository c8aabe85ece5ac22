/**
 * Durable tasks on PostgreSQL: priorities, heartbeats, attempts counted before the work, fencing, retry with back-off,
 * a limit for poison tasks. db-scheduler picks; our own {@code task} and {@code attempt} rows decide.
 *
 * <p>Door: {@link dev.millrace.queue.TaskQueue}; work is done by {@link dev.millrace.queue.TaskHandler} beans. Knows
 * nothing of video.
 */
package dev.millrace.queue;
