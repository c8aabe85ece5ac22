package dev.millrace.video;

import dev.millrace.access.AccessChanged;
import dev.millrace.access.Audience;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Accounts;
import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.category.Categories;
import dev.millrace.category.CategoryView;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.VideoView.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The door to videos for every other package.
 *
 * <p>What people ask for and cannot have ({@link #get}, {@link #change}, {@link #delete}, {@link #retry},
 * {@link #cancel}) throws {@link ProblemException}. Workers tell their news to {@link WorkNews}.
 */
@ApplicationScoped
public class VideoLibrary {

    private final VideoRepository videos;
    private final VideoListing listing;
    private final RelatedVideos related;
    private final Categories categories;
    private final Callers callers;
    private final IdempotencyKeys keys;
    private final QueuePosition queue;
    private final Presentation present;
    private final MediaStore store;
    private final SiteSettings site;
    private final ChangeSignal signal;
    private final Event<Object> events;

    VideoLibrary(
            VideoRepository videos,
            VideoListing listing,
            RelatedVideos related,
            Categories categories,
            Callers callers,
            IdempotencyKeys keys,
            QueuePosition queue,
            Presentation present,
            MediaStore store,
            SiteSettings site,
            ChangeSignal signal,
            Event<Object> events) {
        this.videos = videos;
        this.listing = listing;
        this.related = related;
        this.categories = categories;
        this.callers = callers;
        this.keys = keys;
        this.queue = queue;
        this.present = present;
        this.store = store;
        this.site = site;
        this.signal = signal;
        this.events = events;
    }

    /** Makes the row of a video whose source is stored; its work is queued in the same transaction. */
    @Transactional
    public VideoView create(NewVideo video) {
        return create(video, Caller.OPERATOR, null, present.base());
    }

    /**
     * The same for a client that may repeat itself: the key's first video is returned, under another id than asked
     * for, and nothing is made. The caller then removes the source it stored.
     *
     * @param maker its owner, if the caller has an account
     * @param idempotencyKey null when the client gave none
     * @param base for the answer's URLs
     */
    @Transactional
    public VideoView create(NewVideo video, Caller maker, String idempotencyKey, String base) {
        var owner = maker.account();
        if (idempotencyKey != null && !keys.take(owner, idempotencyKey, video.id())) {
            return createdWith(owner, idempotencyKey, base)
                    .orElseThrow(() -> new ProblemException(
                            Kind.CONFLICT,
                            "idempotency_conflict",
                            "A request with the same key is under way, or what it made is deleted."));
        }
        var row = shelved(video.orVisibility(site.value(SiteSetting.DEFAULT_VISIBILITY)), maker);
        videos.persist(row);
        events.fire(new VideoEvents.Created(video.id()));
        signal.send(video.id());
        videos.readAgain(row);
        return present.of(row, base);
    }

    /**
     * Makes a video of a part of another's source, which lies in the store under the new id already, with the image of the
     * watermark if there is one. It says what the other says, but for its title.
     *
     * @param title null or blank: made of the other's
     * @param idempotencyKey as for {@link #create}
     */
    @Transactional
    public VideoView clip(
            UUID of, UUID id, Double start, Double end, String title, Caller maker, String idempotencyKey) {
        var whole = videos.findByIdOptional(of).orElseThrow(() -> notFound(of));
        var view = whole.view();
        if (whole.state() != VideoState.READY) {
            throw conflict("video_not_ready", "A clip can be made once the video is ready.");
        }
        double duration = view.durationSeconds();
        if (start == null || end == null || !(start >= 0 && end > start && start < duration && end <= duration + 1)) {
            throw new InvalidFieldsException("end", "must be after the start, and both inside the film");
        }
        var source = view.source();
        var wanted = new NewVideo(
                id,
                title == null || title.isBlank() ? VideoText.shortened(view.title() + " (clip)") : title,
                view.description(),
                view.visibility(),
                view.tags(),
                view.category(),
                source.fileName(),
                source.sizeBytes(),
                source.sha256(),
                whole.watermark());
        String key =
                idempotencyKey == null ? null : "clip of " + of + " " + idempotencyKey; // an upload's key is another
        var made = create(wanted, maker, key, present.base());
        if (made.id().equals(id)) {
            lock(id).cut(whole.clip(), start, Math.min(end, duration));
        }
        return made;
    }

    /** The part of its source that a video is of; empty for the whole. */
    @Transactional
    public Optional<ClipRange> clipRange(UUID id) {
        return videos.findByIdOptional(id).map(Video::clip);
    }

    /** The image to put over all its pictures; empty for none. */
    @Transactional
    public Optional<StoredWatermark> watermark(UUID id) {
        return videos.findByIdOptional(id).map(Video::watermark);
    }

    /** A film that has arrived is not sent back because of its category: it is in none then, and says so. */
    private Video shelved(NewVideo video, Caller maker) {
        String name = VideoText.line(video.category());
        var category = name.isEmpty()
                ? Optional.<CategoryView>empty()
                : maker.isAdmin() ? Optional.of(categories.findOrCreate(name)) : categories.find(name);
        var row = new Video(video.in(category.map(CategoryView::name).orElse(null)), maker.account(), videos.now());
        if (!name.isEmpty() && category.isEmpty()) {
            row.warn(new Notice("unknown_category", "There is no category of the name that was given; it is in none."));
        }
        return row;
    }

    /** What this key of this owner's made in the last 24 hours. */
    @Transactional
    public Optional<VideoView> createdWith(UUID owner, String idempotencyKey, String base) {
        return keys.find(owner, idempotencyKey)
                .flatMap(videos::findByIdOptional)
                .filter(v -> !v.isDeleted())
                .map(v -> present.of(v, base));
    }

    @Transactional
    public VideoView get(UUID id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    @Transactional
    public Optional<VideoView> find(UUID id) {
        return findWithPaths(id).map(v -> v.at(present.base()));
    }

    /** The video as it is now, with paths for addresses; whoever changes it later in the same transaction reads it again. */
    @Transactional
    public Optional<VideoView> glance(UUID id) {
        return videos.glance(id).filter(v -> !v.isDeleted()).map(Video::view);
    }

    /** The video with paths for addresses: for readers with several bases. */
    @Transactional
    Optional<VideoView> findWithPaths(UUID id) {
        return videos.findByIdOptional(id)
                .filter(v -> !v.isDeleted())
                .map(present::withPaths)
                .map(v -> v.state() == VideoState.QUEUED ? v.inQueueAt(queue.of(id)) : v);
    }

    /** A page of the videos that are for this audience. Their place in the queue is not told here. */
    @Transactional
    public VideoPage list(VideoQuery query, Audience audience) {
        var words = query.text() == null ? null : SearchWords.of(query.text());
        var sort = VideoSort.named(query.sort(), words != null);
        var found = listing.oneMoreThan(query, words, sort, audience);
        var page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? VideoCursor.after(sort, page.get(page.size() - 1)) : null;
        return new VideoPage(shown(page.stream().map(VideoListing.Place::id).toList(), words), next);
    }

    /** What else somebody who watches this video may like, the likeliest first. */
    @Transactional
    public List<VideoView> related(UUID id, int limit, Audience audience) {
        return shown(related.to(id, limit, audience), null);
    }

    /** {@code words} is null when nothing was searched. */
    private List<VideoView> shown(List<UUID> ids, SearchWords words) {
        String base = present.base();
        var rows = videos.all(ids);
        var views = ids.stream()
                .filter(rows::containsKey)
                .map(id -> present.of(rows.get(id), base))
                .toList();
        if (words == null) {
            return views;
        }
        var moments = listing.moments(ids, words);
        return views.stream()
                .map(v -> v.said(moments.getOrDefault(v.id(), List.of())))
                .toList();
    }

    @Transactional
    public VideoView change(UUID id, VideoChange change) {
        var shelved = shelved(change);
        var video = lock(id);
        if (video.change(shelved)) {
            events.fire(new VideoEvents.AccessChanged(id));
        }
        signal.send(id);
        return present.of(video, present.base());
    }

    /** Only administrators make categories by naming them, and who is not asked who they are. */
    private VideoChange shelved(VideoChange change) {
        String name = change.category() == null
                ? ""
                : VideoText.line(change.category().orElse(""));
        if (name.isEmpty()) {
            return change;
        }
        var caller = callers.current();
        boolean makes = caller.isAdmin() || !caller.signedIn();
        var category = makes ? Optional.of(categories.findOrCreate(name)) : categories.find(name);
        return change.in(category.orElseThrow(categories::unknown).name());
    }

    /** Fewer may see it than before: what was handed out for it opens nothing any more. */
    void accessChanged(@Observes AccessChanged event) {
        videos.lock(event.video()).ifPresent(video -> {
            video.forgetAddresses();
            events.fire(new VideoEvents.AccessChanged(event.video()));
            signal.send(event.video());
        });
    }

    /** The first account has what came before there were accounts. */
    void firstAccount(@Observes Accounts.FirstAccountMade event) {
        videos.update("ownerId = ?1 where ownerId is null", event.account());
    }

    /** Removes the row at once and, after the commit, the bytes. */
    @Transactional
    public void delete(UUID id) {
        if (videos.findByIdOptional(id).isEmpty()) {
            throw notFound(id);
        }
        // observers lock the work first, then the row is locked: in the order in which the work itself does it
        events.fire(new VideoEvents.Deleted(id));
        videos.delete(lock(id));
        signal.send(id);
    }

    /**
     * Chooses the moment that the poster shows; it is made soon after. Only of a ready video with pictures.
     *
     * @param seconds null leaves the choice to the service
     */
    @Transactional
    public VideoView choosePoster(UUID id, Double seconds) {
        var video = lock(id);
        var view = video.view();
        if (video.state() != VideoState.READY || view.width() == null) {
            throw conflict("video_not_ready", "A poster can be chosen once the video is ready, if it has pictures.");
        }
        if (seconds != null && !(seconds >= 0 && seconds <= view.durationSeconds())) {
            throw new InvalidFieldsException("t", "must be a moment of the film, in seconds");
        }
        video.choosePoster(seconds);
        events.fire(new VideoEvents.PosterChosen(id));
        signal.send(id);
        return present.of(video, present.base());
    }

    /** The moment that somebody chose for the poster. */
    @Transactional
    public Optional<Double> posterSeconds(UUID id) {
        return videos.findByIdOptional(id).map(Video::posterSeconds);
    }

    /** Sends a failed video through the work again. */
    @Transactional
    public VideoView retry(UUID id) {
        var video = lock(id);
        if (video.state() != VideoState.FAILED) {
            throw conflict(
                    "video_not_failed",
                    "Only a failed video can be tried again; this one is "
                            + video.state().key() + ".");
        }
        if (video.sourceRemoved() || store.find(Sources.key(id)).isEmpty()) {
            throw conflict("source_removed", "The uploaded file is no longer kept. Upload it again.");
        }
        var code = video.view().failure().code();
        video.requeue();
        events.fire(new VideoEvents.Retried(id, code));
        signal.send(id);
        return present.of(video, present.base());
    }

    /** Stops the work on a video that is not finished. A second call changes nothing. */
    @Transactional
    public VideoView cancel(UUID id) {
        var seen = videos.glance(id).orElseThrow(() -> notFound(id));
        if (cancelledBefore(seen)) {
            return present.of(seen, present.base());
        }
        // observers lock the work first, then the row is locked: in the order in which the work itself does it
        events.fire(new VideoEvents.Cancelled(id));
        var video = lock(id);
        if (!cancelledBefore(video)) {
            video.markFailed("cancelled", "The processing was cancelled.", videos.now());
            signal.send(id);
        }
        return present.of(video, present.base());
    }

    private static boolean cancelledBefore(Video video) {
        boolean cancelled = video.failedWith("cancelled");
        if (video.state() == VideoState.READY || (video.state() == VideoState.FAILED && !cancelled)) {
            throw conflict(
                    "video_finished",
                    "There is no work to cancel: the video is " + video.state().key() + ".");
        }
        return cancelled;
    }

    private Video lock(UUID id) {
        return videos.lock(id).orElseThrow(() -> notFound(id));
    }

    static ProblemException notFound(UUID id) {
        return VideoAccess.notFound(id);
    }

    private static ProblemException conflict(String code, String message) {
        return new ProblemException(Kind.CONFLICT, code, message);
    }
}
