package dev.millrace.captions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings of a cue (WebVTT §4.4) as far as they are well formed; regions are not kept, since their definitions are not. */
final class CueSettings {

    private static final String NUMBER = "\\d{1,3}(\\.\\d{1,6})?";
    private static final Map<String, Pattern> FORMS = Map.of(
            "vertical", Pattern.compile("rl|lr"),
            "line", Pattern.compile("(-?\\d{1,3}|" + NUMBER + "%)(,(start|center|end))?"),
            "position", Pattern.compile(NUMBER + "%(,(line-left|center|line-right))?"),
            "size", Pattern.compile(NUMBER + "%"),
            "align", Pattern.compile("start|center|end|left|right"));

    private CueSettings() {}

    /** What is well formed of what stands behind the times of a cue. */
    static String of(String raw) {
        var kept = new LinkedHashMap<String, String>();
        for (var setting : raw.strip().split("\\s+")) {
            int colon = setting.indexOf(':');
            if (colon > 0) {
                var value = setting.substring(colon + 1);
                var form = FORMS.get(setting.substring(0, colon));
                if (form != null && form.matcher(value).matches() && !beyondTheEdge(value)) {
                    kept.putIfAbsent(setting.substring(0, colon), value);
                }
            }
        }
        var text = new StringBuilder();
        kept.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append(':').append(value));
        return text.toString();
    }

    private static boolean beyondTheEdge(String value) {
        int percent = value.indexOf('%');
        return percent > 0 && Double.parseDouble(value.substring(0, percent)) > 100;
    }
}
