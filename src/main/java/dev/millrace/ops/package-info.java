/**
 * The service as its operator sees it: start-up with its checks and its report, the embedded database, health, clean-up
 * of what nobody needs any more.
 *
 * <p>{@link dev.millrace.ops.Main} is where the process begins and ends. May look at every other package; nobody imports
 * this one.
 */
package dev.millrace.ops;
