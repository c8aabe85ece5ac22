package dev.millrace.queue;

/** Runs work in a transaction of its own, seen by everything that uses the database on this thread. */
interface Transactions {

    /** Commits when the work returns, rolls back and passes on what it throws. */
    void run(Runnable work);
}
