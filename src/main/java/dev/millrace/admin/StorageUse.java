package dev.millrace.admin;

import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** What videos take on the disk, as the database knows it: sources, with images of watermarks, and published segments. */
@ApplicationScoped
class StorageUse {

    /**
     * All of it.
     *
     * @param freeBytes what is left on the disk
     * @param floorBytes below which nothing more is taken
     */
    public record Total(long videos, long sourceBytes, long streamBytes, long freeBytes, long floorBytes) {

        public long bytes() {
            return sourceBytes + streamBytes;
        }

        public boolean full() {
            return freeBytes < floorBytes;
        }
    }

    /** One video's part. {@code owner} is null for nobody's. */
    public record Part(UUID id, String title, String owner, boolean deleted, long sourceBytes, long streamBytes) {

        public long bytes() {
            return sourceBytes + streamBytes;
        }
    }

    private final EntityManager database;
    private final MediaStore store;

    StorageUse(EntityManager database, MediaStore store) {
        this.database = database;
        this.store = store;
    }

    @Transactional
    Total total() {
        var row = (Object[]) database.createNativeQuery(
                        """
                        select count(*), coalesce(sum(case when source_removed then 0 else size_bytes
                                + coalesce(cast(watermark ->> 'sizeBytes' as bigint), 0) end), 0),
                            (select coalesce(sum(size_bytes), 0) from segment)
                        from video""")
                .getSingleResult();
        var space = store.space();
        return new Total(number(row[0]), number(row[1]), number(row[2]), space.freeBytes(), space.floorBytes());
    }

    /** The largest first. */
    @Transactional
    List<Part> largest(int limit, int skip) {
        List<?> rows = database.createNativeQuery(
                        """
                        select v.id, v.title, a.name, v.deleted_at is not null,
                            u.bytes as source,
                            coalesce(s.bytes, 0) as stream
                        from video v
                        left join (select video_id, sum(size_bytes) as bytes from segment group by video_id) s
                            on s.video_id = v.id
                        left join account a on a.id = v.owner_id
                        cross join lateral (select case when v.source_removed then 0 else v.size_bytes
                            + coalesce(cast(v.watermark ->> 'sizeBytes' as bigint), 0) end as bytes) u
                        order by u.bytes + coalesce(s.bytes, 0) desc, v.id
                        limit :limit offset :skip""")
                .setParameter("limit", limit)
                .setParameter("skip", skip)
                .getResultList();
        return rows.stream().map(row -> part((Object[]) row)).toList();
    }

    private static Part part(Object[] row) {
        return new Part(
                (UUID) row[0], (String) row[1], (String) row[2], (Boolean) row[3], number(row[4]), number(row[5]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
