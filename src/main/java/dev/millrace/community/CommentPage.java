package dev.millrace.community;

import java.util.List;

/**
 * Some of the comments of a video or of the replies of a thread.
 *
 * @param next what to ask with for those after; null at the end
 */
public record CommentPage(List<CommentView> comments, String next) {}
