/**
 * Start-up, self-check, health, clean-up. Nobody imports this package.
 */
package dev.millrace.ops;
