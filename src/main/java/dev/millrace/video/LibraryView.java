package dev.millrace.video;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the library page shows of all there is, and the addresses of its other views. Each link keeps what it does not change,
 * but for the place: a new view begins at its beginning.
 *
 * @param text what is searched, null for nothing
 * @param sort as the list is sorted
 * @param first whether it is the beginning of the list
 */
record LibraryView(String text, String category, String tag, VideoSort sort, boolean first) {

    private static final int MOST_TAGS = 8;

    /** An order to choose. */
    public record Order(String name, String href, boolean chosen) {}

    static LibraryView of(VideoQuery query) {
        return new LibraryView(
                query.text(),
                query.category(),
                query.tag(),
                VideoSort.named(query.sort(), query.text() != null),
                query.cursor() == null);
    }

    public boolean isSearch() {
        return text != null;
    }

    public boolean isNarrowed() {
        return text != null || category != null || tag != null;
    }

    /** The name of the order if it is not the natural one: what forms bring along. */
    public String sortName() {
        return sort == VideoSort.named(null, isSearch()) ? null : sort.key();
    }

    public SearchWords words() {
        return SearchWords.of(Objects.requireNonNullElse(text, ""));
    }

    public String withCategory(String other) {
        return href(text, other, tag, sortName(), null);
    }

    public String withTag(String other) {
        return href(text, category, other, sortName(), null);
    }

    public String withoutCategory() {
        return withCategory(null);
    }

    public String withoutTag() {
        return withTag(null);
    }

    public String withoutText() {
        return href(null, category, tag, sort == VideoSort.RELEVANCE ? null : sortName(), null);
    }

    /** The same search in the whole library. */
    public String withoutFilters() {
        return href(text, null, null, sortName(), null);
    }

    /** Where the list begins. */
    public String beginning() {
        return href(text, category, tag, sortName(), null);
    }

    public String at(String cursor) {
        return href(text, category, tag, sortName(), cursor);
    }

    public List<Order> orders() {
        return Arrays.stream(VideoSort.values())
                .filter(order -> isSearch() || order != VideoSort.RELEVANCE)
                .sorted((a, b) -> Boolean.compare(b == VideoSort.RELEVANCE, a == VideoSort.RELEVANCE))
                .map(order -> new Order(name(order), href(text, category, tag, order.key(), null), order == sort))
                .toList();
    }

    /** The tags that these videos have most in common, but for the chosen one. */
    public List<String> tagsOf(List<VideoView> videos) {
        var counts = videos.stream()
                .flatMap(v -> v.tags().stream())
                .filter(t -> !t.equals(tag))
                .collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_TAGS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String name(VideoSort order) {
        return switch (order) {
            case NEWEST -> "Newest";
            case OLDEST -> "Oldest";
            case VIEWS -> "Most viewed";
            case TITLE -> "Title";
            case LONGEST -> "Longest";
            case RELEVANCE -> "Best match";
        };
    }

    private static String href(String text, String category, String tag, String sort, String cursor) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("q", text);
        parts.put("category", category);
        parts.put("tag", tag);
        parts.put("sort", sort);
        parts.put("cursor", cursor);
        var query = parts.entrySet().stream()
                .filter(part -> part.getValue() != null)
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/" : "/?" + query;
    }
}
