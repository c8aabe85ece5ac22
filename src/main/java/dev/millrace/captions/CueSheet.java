package dev.millrace.captions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers cues in any order and condition, and puts them right: sorted; one without an end lasts until the next, at most
 * {@value #LONGEST_UNTERMINATED_MILLIS} ms; one that only just reaches into the next ends where that begins; the same
 * words at the same time are one cue. Cues that really overlap stand: players show them together.
 */
public final class CueSheet {

    /** As long as subtitlers leave a caption at most. */
    static final long LONGEST_UNTERMINATED_MILLIS = 7_000;

    /** What reaches into the next cue for less was not meant to be shown with it. */
    private static final long SLIP_MILLIS = 100;

    private static final int MOST_CUES = 50_000;

    /** More at a time cannot be read and would be sent again with every segment. */
    private static final int MOST_AT_A_TIME = 16;

    private static final long LATEST_MILLIS = 100L * 3600 * 1000;

    private final List<Draft> drafts = new ArrayList<>();

    /** A cue that may lack its end: then it is not after the start. */
    private record Draft(long start, long end, String settings, String text) {

        boolean terminated() {
            return end > start;
        }
    }

    /**
     * Adds a cue.
     *
     * @param startMillis may be before the film: what is shown then is cut off
     * @param endMillis not after the start: unknown
     * @param text WebVTT cue text as {@link AssText} or {@link CueText} give it; blank for an end of what was shown
     */
    public void add(long startMillis, long endMillis, String settings, String text) {
        if (drafts.size() < MOST_CUES && startMillis < LATEST_MILLIS) {
            drafts.add(new Draft(startMillis, Math.min(endMillis, LATEST_MILLIS), settings, text));
        }
    }

    /** All cues, put right. */
    public List<Cue> cues() {
        return cues(LATEST_MILLIS);
    }

    /** The cues of a film that lasts so long, put right. */
    public List<Cue> cues(long durationMillis) {
        var sorted =
                drafts.stream().sorted(Comparator.comparingLong(Draft::start)).toList();
        var starts = sorted.stream().mapToLong(Draft::start).toArray();
        var cues = new ArrayList<Cue>();
        var latest = new HashMap<String, Integer>();
        var shown = new ArrayDeque<Long>();
        for (var draft : sorted) {
            long start = Math.max(0, draft.start());
            long end = Math.min(end(draft, starts), durationMillis);
            if (!draft.text().isBlank() && end > start && !joined(cues, latest, draft, start, end)) {
                add(cues, latest, shown, new Cue(start, end, draft.settings(), draft.text()));
            }
        }
        return List.copyOf(cues);
    }

    /** When the next begins, for one without an end; also for one that ends a moment later. */
    private static long end(Draft draft, long[] starts) {
        long end = draft.terminated() ? draft.end() : draft.start() + LONGEST_UNTERMINATED_MILLIS;
        long from = Math.max(draft.start() + 1, draft.terminated() ? end - SLIP_MILLIS : 0);
        int next = firstFrom(starts, from);
        return next < starts.length && starts[next] < end ? starts[next] : end;
    }

    /** Index of the first that is at or after an instant. */
    private static int firstFrom(long[] starts, long instant) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Makes the earlier cue with the same words last as long, when the two touch. */
    private static boolean joined(List<Cue> cues, Map<String, Integer> latest, Draft draft, long start, long end) {
        var index = latest.get(draft.text());
        if (index == null || cues.get(index).endMillis() < start) {
            return false;
        }
        var earlier = cues.get(index);
        if (!earlier.settings().equals(draft.settings())) {
            return false;
        }
        cues.set(index, earlier.until(Math.max(earlier.endMillis(), end)));
        return true;
    }

    private static void add(List<Cue> cues, Map<String, Integer> latest, Deque<Long> shown, Cue cue) {
        shown.removeIf(end -> end <= cue.startMillis());
        if (shown.size() < MOST_AT_A_TIME) {
            shown.add(cue.endMillis());
            latest.put(cue.text(), cues.size());
            cues.add(cue);
        }
    }
}
