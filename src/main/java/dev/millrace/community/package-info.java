/**
 * What people make of videos: comments and replies, likes, views, and reports of comments that moderators look at.
 *
 * <p>Doors: {@link dev.millrace.community.Reports} for pages of administrators; templates ask the beans {@code talk} and
 * {@code reports}, and include {@code community/comments}, {@code community/like} and {@code community/reports}. Who may see
 * a video may read what is said about it; {@code access} decides that.
 */
package dev.millrace.community;
