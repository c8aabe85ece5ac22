package dev.millrace.transcode;

import dev.millrace.media.Loudness;
import dev.millrace.queue.TaskQueue;
import dev.millrace.queue.TaskRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The loudness and the gain of sound renditions in the database: one gain each, whoever makes which of its segments. */
@ApplicationScoped
class Gains {

    /**
     * What holds for a rendition.
     *
     * @param measured null when nothing was measured
     */
    record Known(double gainDb, Loudness measured) {

        boolean estimated() {
            return measured != null && !measured.whole();
        }
    }

    private final EntityManager database;
    private final TaskQueue queue;

    Gains(EntityManager database, TaskQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    @Transactional
    Optional<Known> find(UUID video, String rendition) {
        return Optional.ofNullable(all(video).get(rendition));
    }

    @Transactional
    Map<String, Known> all(UUID video) {
        var known = new HashMap<String, Known>();
        for (Object found : database.createNativeQuery(
                        "select rendition, gain_db, cast(measured as text) from loudness where video_id = :video")
                .setParameter("video", video)
                .getResultList()) {
            var row = (Object[]) found;
            var measured = row[2] == null ? null : Runs.read((String) row[2], Loudness.class);
            known.put((String) row[0], new Known((Double) row[1], measured));
        }
        return known;
    }

    /**
     * Stores what holds for a rendition, unless something does, and returns it.
     *
     * @param measured null when nothing is to be changed
     */
    @Transactional
    Known keep(TaskRun run, String rendition, Loudness measured) {
        if (!queue.holds(run)) {
            throw new Publisher.LostTaskException();
        }
        database.createNativeQuery(
                        """
                        insert into loudness (video_id, rendition, gain_db, measured)
                        values (:video, :rendition, :gain, cast(:measured as jsonb)) on conflict do nothing""")
                .setParameter("video", run.subject())
                .setParameter("rendition", rendition)
                .setParameter("gain", measured == null ? 0 : LoudnessTarget.gain(measured))
                .setParameter("measured", measured == null ? null : Runs.write(measured))
                .executeUpdate();
        return find(run.subject(), rendition).orElseThrow();
    }

    /** Replaces an estimate; the gain stays. */
    @Transactional
    void correct(TaskRun run, String rendition, Loudness measured) {
        if (!queue.holds(run)) {
            throw new Publisher.LostTaskException();
        }
        database.createNativeQuery(
                        """
                        update loudness set measured = cast(:measured as jsonb)
                        where video_id = :video and rendition = :rendition""")
                .setParameter("video", run.subject())
                .setParameter("rendition", rendition)
                .setParameter("measured", Runs.write(measured))
                .executeUpdate();
    }
}
