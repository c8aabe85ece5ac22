package dev.millrace.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.media.KeyPicture;
import dev.millrace.media.Loudness;
import dev.millrace.media.SourceFacts;
import java.util.List;

/** What the engine says while it works on a job. The last event of every job is a {@link Ended}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobEvent.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = JobEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = JobEvent.InitMade.class, name = "init"),
    @JsonSubTypes.Type(value = JobEvent.SegmentMade.class, name = "segment"),
    @JsonSubTypes.Type(value = JobEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = JobEvent.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = JobEvent.Probed.class, name = "probed"),
    @JsonSubTypes.Type(value = JobEvent.Failed.class, name = "failed")
})
public sealed interface JobEvent {

    /**
     * First words of a fresh engine.
     *
     * @param ffmpeg version of the media library
     * @param missing names of encoders this product needs and this build has not
     */
    record Hello(String ffmpeg, List<String> missing) implements JobEvent {}

    /** Still alive and moving; {@code done} counts pictures, samples or bytes, whatever the job is made of. */
    record Progress(long done) implements JobEvent {}

    /** The init segment of a rendition is written whole; {@code sha256} is its hex hash. */
    record InitMade(String rendition, String sha256) implements JobEvent {}

    /**
     * A segment is written whole and proven against the plan.
     *
     * @param rendition whose segment
     * @param number which
     * @param sizeBytes of the segment file
     * @param initSha256 hex hash of the init segment that lies beside it
     * @param keys where its key pictures are, in order; none in sound
     */
    record SegmentMade(String rendition, int number, long sizeBytes, String initSha256, List<KeyPicture> keys)
            implements JobEvent {

        public SegmentMade {
            keys = keys == null ? List.of() : List.copyOf(keys);
        }
    }

    /** Last words on a job. */
    sealed interface Ended extends JobEvent {}

    /** The job is finished and everything it made is on disk. */
    record Done() implements Ended {}

    /** How loud a sound is. */
    record Measured(Loudness loudness) implements Ended {}

    /** The probe's result. */
    record Probed(SourceFacts facts) implements Ended {}

    /**
     * The job cannot be done.
     *
     * @param code stable, such as {@code corrupt_source}
     * @param message a sentence for people
     * @param permanent whether the same source would fail again
     */
    record Failed(String code, String message, boolean permanent) implements Ended {}
}
