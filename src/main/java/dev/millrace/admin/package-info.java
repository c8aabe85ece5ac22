/**
 * What administrators see and do: the queue and why something is stuck in it, workers, storage, people, settings of the
 * site. Nobody imports it.
 *
 * <p>It shows what other packages know, and changes things through their doors; nothing is decided here.
 */
package dev.millrace.admin;
