package dev.millrace.words;

import java.util.List;

/** All captions of a video, in the order in which they came. */
record CaptionList(List<CaptionView> captions) {}
