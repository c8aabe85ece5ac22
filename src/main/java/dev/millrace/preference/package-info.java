/**
 * What somebody likes: light or dark pages, how films begin, which facts about a film are shown. Kept in the account of those
 * who are signed in, and in a cookie of those who are not.
 *
 * <p>Doors: {@link dev.millrace.preference.Playing}, how films play for whoever asks; in templates
 * <code>{inject:preferences.theme}</code>. It knows nothing of videos.
 */
package dev.millrace.preference;
