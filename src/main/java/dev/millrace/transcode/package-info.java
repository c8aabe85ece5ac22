/**
 * The way from a source to a stream: probe, plan, tasks, publishing. Joins the pure packages with engine, queue,
 * storage and library.
 *
 * <p>Doors: {@link dev.millrace.transcode.Streams} for what exists, {@link dev.millrace.transcode.Demand} for what
 * somebody waits for, {@link dev.millrace.transcode.Stills} for single pictures.
 */
package dev.millrace.transcode;
