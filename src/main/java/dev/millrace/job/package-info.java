/**
 * What the engine process is asked to do and what it answers, as pure records: they travel as JSON lines between the
 * server and the engine.
 *
 * <p>Doors: {@link dev.millrace.job.Job}, {@link dev.millrace.job.JobEvent}. Knows neither processes nor libav.
 */
package dev.millrace.job;
