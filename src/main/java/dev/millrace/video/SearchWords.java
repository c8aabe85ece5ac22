package dev.millrace.video;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody looks for, as typed: each word must be found, also as the beginning of a longer one, unless a sign ends it or
 * it stands in quotation marks, where words must follow each other. Case, accents and punctuation do not matter, by the same
 * rules as {@code search_fold} of the database has.
 */
record SearchWords(List<Term> terms) {

    private static final int LONGEST_QUERY = 300;
    private static final int MOST_TERMS = 12;
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_HEADLINE = 170;
    private static final int BEFORE_THE_HIT = 50;

    private static final Pattern TYPED = Pattern.compile("\"([^\"]*)\"?|[^\\s\"]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1"
            + "\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u3099\\u309a]+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");
    private static final Pattern WITHOUT_SPACES =
            Pattern.compile("[\\u3040-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff]");

    /** Words that follow each other; the last may go on when {@code open}. */
    record Term(List<String> words, boolean open) {

        private String query() {
            var last = words.size() - 1;
            var quoted = new ArrayList<String>();
            for (int i = 0; i <= last; i++) {
                quoted.add("'" + words.get(i) + "'" + (i == last && open ? ":*" : ""));
            }
            return String.join(" <-> ", quoted);
        }

        private boolean has(String word) {
            return words.contains(word) || open && word.startsWith(words.get(words.size() - 1));
        }
    }

    /** A stretch of a text, found or around what was found. */
    public record Piece(String text, boolean hit) {}

    static SearchWords of(String typed) {
        var text = typed.length() > LONGEST_QUERY ? typed.substring(0, LONGEST_QUERY) : typed;
        var terms = new ArrayList<Term>();
        var matcher = TYPED.matcher(text);
        while (matcher.find() && terms.size() < MOST_TERMS) {
            var phrase = matcher.group(1);
            var words = fold(phrase == null ? matcher.group() : phrase);
            if (!words.isEmpty()) {
                terms.add(new Term(words, phrase == null && mayGoOn(matcher.group(), words)));
            }
        }
        return new SearchWords(List.copyOf(terms));
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** For {@code to_tsquery('simple', …)}: nothing in it but folded words in quotes. */
    String query() {
        return terms.stream().map(Term::query).collect(Collectors.joining(" & "));
    }

    /** The text with what was found in it apart. */
    public List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        int done = 0;
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (isHit(matcher.group())) {
                if (matcher.start() > done) {
                    pieces.add(new Piece(text.substring(done, matcher.start()), false));
                }
                pieces.add(new Piece(matcher.group(), true));
                done = matcher.end();
            }
        }
        if (done < text.length()) {
            pieces.add(new Piece(text.substring(done), false));
        }
        return pieces;
    }

    /** A line of a long text around the first thing that was found in it; empty when nothing was. */
    public List<Piece> headline(String text) {
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (isHit(matcher.group())) {
                return pieces(around(text, matcher.start()));
            }
        }
        return List.of();
    }

    /** Those in which something was found. */
    public List<String> among(List<String> tags) {
        return tags.stream()
                .filter(tag -> pieces(tag).stream().anyMatch(Piece::hit))
                .toList();
    }

    private static String around(String text, int hit) {
        int from = hit <= BEFORE_THE_HIT ? 0 : text.indexOf(' ', hit - BEFORE_THE_HIT) + 1;
        if (from > hit || from == 0 && hit > BEFORE_THE_HIT) {
            from = hit;
        }
        int to = text.length();
        if (to - from > LONGEST_HEADLINE) {
            int space = text.lastIndexOf(' ', from + LONGEST_HEADLINE);
            to = space > hit
                    ? space
                    : text.offsetByCodePoints(from, Math.min(LONGEST_HEADLINE, text.codePointCount(from, to)));
        }
        var cut = text.substring(from, to).replaceAll("\\s+", " ").strip();
        return (from > 0 ? "… " : "") + cut + (to < text.length() ? " …" : "");
    }

    private boolean isHit(String word) {
        var folded = fold(word);
        return terms.stream().anyMatch(term -> folded.stream().anyMatch(term::has));
    }

    private static boolean mayGoOn(String typed, List<String> words) {
        return words.get(words.size() - 1).length() > 1
                && Character.isLetterOrDigit(typed.codePointBefore(typed.length()));
    }

    private static List<String> fold(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ð', 'd')
                .replace('ħ', 'h')
                .replace('ı', 'i')
                .replace('ŀ', 'l');
        var words = SIGNS.matcher(MARKS.matcher(plain).replaceAll("")).replaceAll(" ");
        return Arrays.stream(WITHOUT_SPACES.matcher(words).replaceAll(" $0 ").split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word)
                .toList();
    }
}
