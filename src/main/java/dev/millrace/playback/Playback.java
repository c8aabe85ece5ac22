package dev.millrace.playback;

import dev.millrace.access.PlaybackTokens;
import dev.millrace.site.SiteSettings;
import dev.millrace.storage.MediaStore;
import dev.millrace.transcode.Demand;
import dev.millrace.transcode.Stills;
import dev.millrace.transcode.Streams;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Joins the route to the service: its settings, its events, its figures. */
@Singleton
class Playback {

    /** Ahead of everything of the framework that an application may put routes behind. */
    private static final int FIRST = Integer.MIN_VALUE + 1000;

    /** Behind the observers that name no priority. */
    private static final int LATE = ObserverMethod.DEFAULT_PRIORITY + 1;

    private final FileCache cache;
    private final HeldRequests held;
    private final Thumbnails thumbnails;
    private final PlaybackRoute route;

    @Inject
    Playback(
            PlaybackConfig config,
            Streams streams,
            Demand demand,
            Stills stills,
            PlaybackTokens tokens,
            SiteSettings site,
            MediaStore store,
            ManagedExecutor worker,
            MeterRegistry meters,
            @ConfigProperty(name = "millrace.data-dir", defaultValue = "data") Path data) {
        long cacheBytes = Math.min(config.cacheSize().asLongValue(), PlatformDependent.maxDirectMemory() / 4 * 3);
        this.cache = new FileCache(store, worker, cacheBytes);
        this.held = new HeldRequests(demand, config.hold(), config.maxHeld());
        var directory =
                new StreamDirectory(streams, worker, config.directorySize().asLongValue());
        var files = new ThumbnailFiles(
                data.toAbsolutePath().resolve("cache/thumbnails"),
                config.thumbnailCache().asLongValue());
        this.thumbnails = new Thumbnails(stills, files, worker, config.thumbnailsAtOnce());
        this.route = new PlaybackRoute(
                directory,
                new Access(tokens::opens, site::membersOnly),
                cache,
                held,
                thumbnails,
                new CaptionTexts(store, worker));
        measure(meters);
    }

    void serve(@Observes Router router) {
        router.route("/v/*").order(FIRST).handler(route);
    }

    /** After whoever places wishes: what is published is no wish any more when it is dropped here. */
    void published(@Observes @Priority(LATE) Streams.SegmentPublished event) {
        route.published(event);
    }

    void changed(@Observes Streams.StreamChanged event) {
        if (event.gone()) {
            route.gone(event.video());
        } else {
            route.changed(event.video());
        }
    }

    void signalsLost(@Observes Streams.SignalsLost event) {
        route.signalsLost();
    }

    @PreDestroy
    void stop() {
        cache.close();
        thumbnails.close();
    }

    private void measure(MeterRegistry meters) {
        Gauge.builder("millrace.playback.held", held, HeldRequests::count)
                .description("Requests that wait for a segment that is being made")
                .register(meters);
        Gauge.builder("millrace.playback.cache.used", cache, FileCache::usedBytes)
                .description("Off-heap memory with segments, answers under way included")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder("millrace.playback.cache.hits", cache, FileCache::hits)
                .description("Files answered from memory")
                .register(meters);
        FunctionCounter.builder("millrace.playback.cache.misses", cache, FileCache::misses)
                .description("Files that were not in memory when asked for")
                .register(meters);
    }
}
