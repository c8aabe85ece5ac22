package dev.millrace.queue;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param name of the node, the same in every life of it; unique among the living; at most 50 characters
 * @param slots tasks of the main line done at once
 * @param polling how often to look for tickets that no signal announced: those that have become due
 * @param heartbeat how often a worker says that it is alive
 * @param retryPause before the second attempt at a task that may succeed another time
 * @param patience how long handlers that were interrupted at the end get to come back
 */
record WorkerSettings(
        String name, int slots, Duration polling, Duration heartbeat, Duration retryPause, Duration patience) {

    /** This many missed heartbeats, and a worker is taken for dead. */
    static final int MISSED_HEARTBEATS = 4;

    Duration deadAfter() {
        return heartbeat.multipliedBy(MISSED_HEARTBEATS);
    }
}
