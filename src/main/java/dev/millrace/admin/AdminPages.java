package dev.millrace.admin;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.engine.EngineStatus;
import dev.millrace.problem.ProblemException;
import dev.millrace.queue.QueueOverview;
import dev.millrace.queue.QueueOverview.OpenTask;
import dev.millrace.queue.QueueOverview.WorkerView;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import dev.millrace.transcode.EngineRoom;
import dev.millrace.video.OwnVideos;
import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.video.VideoView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The state of the service: work and what stops it, workers, engines, storage. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class AdminPages {

    private static final int TASKS = 50;
    private static final int FAILED = 20;
    private static final int STORED = 50;
    private static final int LAST_PAGE = 2000;

    /** A row of the queue, and what its video is called; {@code stops} when the work on it can be stopped. */
    public record Work(OpenTask task, String title, boolean stops) {

        static Work of(OpenTask task, VideoNames.Named video) {
            return video == null
                    ? new Work(task, "a video that is gone", false)
                    : new Work(task, video.title(), video.unfinished());
        }
    }

    /** A worker, and what it has in hand of the tasks that are shown. */
    public record AtWork(WorkerView worker, List<Work> hand) {

        static AtWork of(WorkerView worker, List<Work> shown) {
            return new AtWork(
                    worker,
                    shown.stream()
                            .filter(work -> worker.name().equals(work.task().worker()))
                            .toList());
        }
    }

    /** How many videos are in each state. */
    public record States(long ready, long processing, long queued, long failed) {}

    /**
     * templates/admin/work-page.html.
     *
     * @param charts of the last hours
     * @param running how many tasks are being done
     * @param waiting how many wait
     * @param engine null where this node does no work, or cannot
     * @param trouble why it cannot, else null
     * @param problem what was wrong with a form of this page, else null
     */
    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WorkPage(
            States states,
            List<Chart> charts,
            long running,
            long waiting,
            List<Work> tasks,
            List<AtWork> workers,
            EngineStatus engine,
            String trouble,
            List<VideoView> failed,
            Instant now,
            String problem)
            implements TemplateInstance {}

    /** templates/admin/storage-page.html; {@code next} is the number of the page after, null at the end. */
    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record StoragePage(StorageUse.Total total, List<StorageUse.Part> parts, Integer next, int number)
            implements TemplateInstance {}

    private final QueueOverview queue;
    private final VideoNames names;
    private final OwnVideos videos;
    private final VideoLibrary library;
    private final VideoAccess access;
    private final EngineRoom engines;
    private final StorageUse storage;
    private final LastHours hours;
    private final InstantSource clock;

    AdminPages(
            QueueOverview queue,
            VideoNames names,
            OwnVideos videos,
            VideoLibrary library,
            VideoAccess access,
            EngineRoom engines,
            StorageUse storage,
            LastHours hours,
            InstantSource clock) {
        this.queue = queue;
        this.names = names;
        this.videos = videos;
        this.library = library;
        this.access = access;
        this.engines = engines;
        this.storage = storage;
        this.hours = hours;
        this.clock = clock;
    }

    @GET
    public TemplateInstance work() {
        return work(null);
    }

    private WorkPage work(String problem) {
        var counts = queue.counts();
        var tasks = queue.open(TASKS);
        var named = names.of(tasks.stream().map(OpenTask::subject).distinct().toList());
        var failed = videos.list(new OwnVideos.Wanted(null, VideoState.FAILED, null, null, FAILED));
        var trouble = engines.problem();
        var shown = tasks.stream().map(t -> Work.of(t, named.get(t.subject()))).toList();
        return new WorkPage(
                states(),
                hours.charts(),
                sum(counts, "running"),
                sum(counts, "waiting"),
                shown,
                queue.workers().stream().map(w -> AtWork.of(w, shown)).toList(),
                trouble.isPresent() ? null : engines.status(),
                trouble.orElse(null),
                failed.videos(),
                clock.instant(),
                problem);
    }

    @GET
    @Path("storage")
    public TemplateInstance storage(@RestQuery @DefaultValue("1") int page) {
        int number = Math.max(1, Math.min(LAST_PAGE, page));
        var parts = storage.largest(STORED + 1, (number - 1) * STORED);
        boolean more = parts.size() > STORED;
        return new StoragePage(
                storage.total(), more ? parts.subList(0, STORED) : parts, more ? number + 1 : null, number);
    }

    @POST
    @Path("videos/{id}/retry")
    public RestResponse<TemplateInstance> retry(@RestPath UUID id) {
        access.requireChange(id);
        return back(() -> library.retry(id));
    }

    @POST
    @Path("videos/{id}/cancel")
    public RestResponse<TemplateInstance> cancel(@RestPath UUID id) {
        access.requireChange(id);
        return back(() -> library.cancel(id));
    }

    private RestResponse<TemplateInstance> back(Runnable change) {
        try {
            change.run();
            return SeeOther.to("/admin");
        } catch (ProblemException e) {
            return FormAnswer.of(work(FormAnswer.sentence(e)), e);
        }
    }

    private States states() {
        var counts = names.states();
        return new States(
                counts.getOrDefault("ready", 0L),
                counts.getOrDefault("processing", 0L),
                counts.getOrDefault("queued", 0L) + counts.getOrDefault("uploading", 0L),
                counts.getOrDefault("failed", 0L));
    }

    private static long sum(List<QueueOverview.Count> counts, String state) {
        return counts.stream()
                .filter(c -> c.state().equals(state))
                .mapToLong(QueueOverview.Count::tasks)
                .sum();
    }
}
