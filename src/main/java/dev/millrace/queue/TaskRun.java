package dev.millrace.queue;

import java.util.UUID;

/**
 * One attempt at a task, as its handler sees it.
 *
 * @param task identity of the task
 * @param kind of the task
 * @param subject what it is about
 * @param payload JSON as enqueued
 * @param attempt 1 for the first
 * @param express whether it runs in the slot kept for what somebody waits for
 */
public record TaskRun(UUID task, String kind, UUID subject, String payload, int attempt, boolean express) {}
