package dev.millrace.admin;

import dev.millrace.admin.Chart.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the service has done in the last 24 hours, hour by hour, as the tables of videos and tasks still know it: what was
 * deleted for good is not counted. One statement a chart.
 */
@ApplicationScoped
class LastHours {

    static final int HOURS = 24;

    /** Rows of an hour and two or three values; hours without any may be missing. */
    private static final String VIDEOS =
            """
            with happened as (
                select date_trunc('hour', created_at) as at, 1 as came, 0 as done, 0 as bad from video
                where created_at >= :since
                union all
                select date_trunc('hour', failed_at), 0, 0, 1 from video where failed_at >= :since
                union all
                select date_trunc('hour', max(t.ended_at)), 0, 1, 0 from task t
                join video v on v.id = t.subject and v.state = 'ready'
                where t.ended_at >= :since and t.kind in ('probe', 'video', 'audio') group by t.subject)
            select at, sum(came), sum(done), sum(bad) from happened group by at""";

    private static final String SPEED =
            """
            with made as (
                select v.id, v.duration_seconds, max(t.ended_at) as at, sum(w.seconds) as worked
                from task t join video v on v.id = t.subject and v.state = 'ready'
                left join lateral (
                    select sum(extract(epoch from a.ended_at - a.started_at)) as seconds from attempt a
                    where a.task_id = t.id and a.ended_at is not null) w on true
                where t.ended_at >= :since and t.kind in ('probe', 'video', 'audio') group by v.id)
            select date_trunc('hour', at), sum(duration_seconds) / nullif(sum(worked), 0) from made group by 1""";

    private static final String WAITING =
            """
            select date_trunc('hour', published_at), avg(extract(epoch from published_at - created_at)),
                max(extract(epoch from published_at - created_at))
            from video where published_at >= :since and created_at >= :since group by 1""";

    private static final String STORED =
            """
            with recent as (select id, created_at, size_bytes, source_removed from video where created_at >= :since)
            select date_trunc('hour', r.created_at), sum(case when r.source_removed then 0 else r.size_bytes end),
                sum(coalesce((select sum(s.size_bytes) from segment s where s.video_id = r.id), 0))
            from recent r group by 1""";

    private final EntityManager database;
    private final InstantSource clock;

    LastHours(EntityManager database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Transactional
    List<Chart> charts() {
        var first = clock.instant().truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS);
        return List.of(
                chart("videos", "Videos", Unit.COUNT, List.of("uploaded", "ready", "failed"), VIDEOS, first),
                chart(
                        "speed",
                        "Processing speed",
                        Unit.TIMES,
                        List.of("minutes of video per minute of work"),
                        SPEED,
                        first),
                chart(
                        "waiting",
                        "From upload until it plays",
                        Unit.SECONDS,
                        List.of("on average", "longest"),
                        WAITING,
                        first),
                chart("stored", "Storage added", Unit.BYTES, List.of("sources", "streams"), STORED, first));
    }

    private Chart chart(String key, String title, Unit unit, List<String> series, String sql, Instant first) {
        var values = new double[HOURS][series.size()];
        List<?> rows =
                database.createNativeQuery(sql).setParameter("since", first).getResultList();
        for (var row : rows) {
            var columns = (Object[]) row;
            long hour = ChronoUnit.HOURS.between(first, (Instant) columns[0]);
            if (hour >= 0 && hour < HOURS) {
                for (int i = 0; i < series.size(); i++) {
                    values[(int) hour][i] = columns[i + 1] == null ? 0 : ((Number) columns[i + 1]).doubleValue();
                }
            }
        }
        var hours = Stream.iterate(first, hour -> hour.plus(1, ChronoUnit.HOURS))
                .limit(HOURS)
                .toList();
        return Chart.of(key, title, unit, series, hours, values);
    }
}
