package dev.millrace.studio;

import dev.millrace.transcode.TranscodeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;

/** How long what was uploaded is kept when it fails. In templates: <code>{inject:keptSources.time}</code>. */
@Named("keptSources")
@ApplicationScoped
public class KeptSources {

    private final Duration time;

    KeptSources(TranscodeConfig config) {
        time = config.keepFailedSource();
    }

    /** {@code 24 hours}, {@code 7 days}; in the largest unit that it is a multiple of, never smaller than minutes. */
    public String getTime() {
        return written(time);
    }

    static String written(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        if (minutes % 60 != 0) {
            return minutes == 1 ? "1 minute" : minutes + " minutes";
        }
        long hours = minutes / 60;
        if (hours % 24 != 0 || hours == 24) {
            return hours == 1 ? "1 hour" : hours + " hours";
        }
        return hours / 24 + " days";
    }
}
