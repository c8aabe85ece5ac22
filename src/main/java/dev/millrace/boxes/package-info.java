/**
 * The boxes of ISO base media files (ISO/IEC 14496-12), for whoever proves what was made: single segments in the engine, and
 * the whole stream in the server.
 *
 * <p>Door: {@link dev.millrace.boxes.Boxes}. Pure: reads bytes it is given. Whatever they are, it ends, and allocates little.
 */
package dev.millrace.boxes;
