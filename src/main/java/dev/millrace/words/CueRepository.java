package dev.millrace.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.captions.Cue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is said in captions, and when, as rows that can be searched. */
@ApplicationScoped
class CueRepository {

    /** Of one caption file; an evening of dense talk has about 10,000. */
    private static final int MOST = 50_000;

    /** Captions whose cues are not known yet. */
    record Unknown(UUID video, int number) {}

    private record Said(long at, String words) {}

    private final EntityManager database;
    private final ObjectMapper json;

    CueRepository(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Keeps the cues of captions instead of those that were known; nothing for captions that are removed. */
    @Transactional
    void put(UUID video, int number, List<Cue> cues) {
        int there = database.createNativeQuery(
                        """
                        update caption set cues_known = true
                        where video_id = :video and number = :number and not removed""")
                .setParameter("video", video)
                .setParameter("number", number)
                .executeUpdate();
        forget(video, number);
        if (there == 1) {
            database.createNativeQuery(
                            """
                            insert into caption_cue (video_id, number, start_millis, words)
                            select :video, :number, at, words
                            from json_to_recordset(cast(:cues as json)) as said (at bigint, words text)""")
                    .setParameter("video", video)
                    .setParameter("number", number)
                    .setParameter("cues", said(cues))
                    .executeUpdate();
        }
    }

    @Transactional
    void forget(UUID video, int number) {
        database.createNativeQuery("delete from caption_cue where video_id = :video and number = :number")
                .setParameter("video", video)
                .setParameter("number", number)
                .executeUpdate();
    }

    /** Drops the cues of all captions of a video that are removed. */
    @Transactional(Transactional.TxType.MANDATORY)
    void forgetRemoved(UUID video) {
        database.createNativeQuery(
                        """
                        delete from caption_cue c using caption k
                        where c.video_id = :video and k.video_id = c.video_id and k.number = c.number and k.removed""")
                .setParameter("video", video)
                .executeUpdate();
    }

    @Transactional
    Optional<Unknown> nextUnknown() {
        List<?> rows = database.createNativeQuery(
                        "select video_id, number from caption where not cues_known and not removed limit 1")
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> (Object[]) row)
                .map(row -> new Unknown((UUID) row[0], ((Number) row[1]).intValue()));
    }

    private String said(List<Cue> cues) {
        var said = cues.stream()
                .limit(MOST)
                .map(cue -> new Said(cue.startMillis(), cue.words()))
                .filter(cue -> !cue.words().isEmpty())
                .toList();
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cues cannot be written as JSON", e);
        }
    }
}
