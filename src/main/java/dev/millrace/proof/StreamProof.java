package dev.millrace.proof;

import java.util.List;

/** The rules of a whole stream. */
public final class StreamProof {

    /**
     * Grows whenever a rule is added or becomes stricter. A stream remembers the edition that was known when it was begun:
     * one that was begun before breaks a rule by no fault of its source.
     */
    public static final int EDITION = 1;

    static final List<Rule> RULES = List.of(
            Rule.must("segments_complete", SegmentRules::complete),
            Rule.must("segments_not_empty", SegmentRules::notEmpty),
            Rule.must("timeline_gapless", SegmentRules::gapless),
            Rule.must("video_aligned", SegmentRules::aligned),
            Rule.must("segment_lengths", SegmentRules::lengths),
            Rule.must("length_as_planned", LengthRules::asPlanned),
            Rule.must("length_of_source", LengthRules::asTheSource),
            Rule.must("sound_offset", LengthRules::soundOffset),
            Rule.must("sound_covers_picture", LengthRules::soundCovers),
            Rule.must("sound_boundaries", LengthRules::soundBoundaries),
            Rule.must("extinf_accurate", LengthRules::extinf),
            Rule.must("target_duration", LengthRules::target),
            Rule.must("bandwidth", RateRules::peak),
            Rule.must("average_bandwidth", RateRules::average),
            Rule.must("variants_distinct", RateRules::distinct),
            Rule.must("variants_as_planned", FormatRules::variants),
            Rule.must("init_as_recorded", FormatRules::sameInit),
            Rule.must("init_layout", FormatRules::layout),
            Rule.must("codecs", FormatRules::codecs),
            Rule.must("resolution", FormatRules::resolution),
            Rule.must("frame_rate", FormatRules::frameRate),
            Rule.must("h264_profile", FormatRules::profile),
            Rule.must("sample_rate", FormatRules::sampleRate),
            Rule.should("h264_level", FormatRules::level),
            Rule.should("peak_to_average", RateRules::peakToAverage),
            Rule.should("key_frame_distance", LengthRules::keyFrames));

    private StreamProof() {}

    /** What the stream breaks, rule by rule; empty when it is as it must be and should be. */
    public static List<Finding> of(Evidence evidence) {
        return RULES.stream().flatMap(rule -> rule.over(evidence)).toList();
    }
}
