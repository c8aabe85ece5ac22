package dev.millrace.video;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of videos. */
@ApplicationScoped
class VideoRepository implements PanacheRepositoryBase<Video, UUID> {

    /** The video, held until the transaction ends: transitions of one video happen one after the other. */
    Optional<Video> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The video as it is now, neither held nor kept: whoever locks it afterwards reads it again. */
    Optional<Video> glance(UUID id) {
        var video = findByIdOptional(id);
        video.ifPresent(getEntityManager()::detach);
        return video;
    }

    /** Writes a row that was just made, and reads what the database knows besides: whose it is. */
    void readAgain(Video made) {
        flush();
        getEntityManager().refresh(made);
    }

    /** The database's clock, the same for all nodes: when this transaction began. */
    Instant now() {
        return getEntityManager().createQuery("select instant", Instant.class).getSingleResult();
    }

    List<UUID> failedWithSource(Instant before) {
        return find(
                        "state = ?1 and sourceRemoved = false and failedAt < ?2 and deletedAt is null",
                        VideoState.FAILED,
                        before)
                .stream()
                .map(Video::id)
                .toList();
    }

    /** Those of these videos that are there, by their ids. */
    Map<UUID, Video> all(List<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : list("id in ?1", ids).stream().collect(Collectors.toMap(Video::id, Function.identity()));
    }
}
