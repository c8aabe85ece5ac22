/**
 * The words of a video: captions that came with its source, and captions that people upload, with their API. Each becomes a
 * rendition with a name of its own that is never given again, so that what lies at an address never changes.
 *
 * <p>Door: {@link dev.millrace.words.CaptionLibrary}. Rows in the database say what there is, the store has the text, always
 * as WebVTT written here. How captions are served is playback's business.
 */
package dev.millrace.words;
