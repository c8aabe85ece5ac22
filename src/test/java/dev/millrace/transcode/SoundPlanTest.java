package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.AudioTrack;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.transcode.StreamPlan.Sound;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundPlanTest {

    private static final AudioGrid GRID = new AudioGrid(48_000, 1024, List.of(0L, 93L));

    @Test
    void surroundStandsBesideAStereoDownmix() {
        var sounds = plan(track(3, 6, "eng", "", true));

        assertThat(sounds).extracting(Sound::label).containsExactly("English", "English 5.1");
        assertThat(sounds).extracting(Sound::channels).containsExactly(2, 6);
        assertThat(sounds).extracting(Sound::stream).containsExactly(3, 3);
        assertThat(sounds).extracting(Sound::language).containsExactly("en", "en");
        assertThat(sounds).extracting(Sound::bitRate).containsExactly(128_000L, 384_000L);
        assertThat(sounds).extracting(Sound::name).containsExactly("a0", "a1");
    }

    @Test
    void sevenDotOneBecomesFiveDotOne() {
        assertThat(plan(track(1, 8, "und", "Main", false)))
                .extracting(Sound::label)
                .containsExactly("Main", "Main 5.1");
    }

    @Test
    void fewerChannelsBecomeStereoAlone() {
        assertThat(plan(track(1, 5, "und", "", false)))
                .extracting(Sound::channels)
                .containsExactly(2);
    }

    @Test
    void theDefaultTrackComesFirstEvenInStereo() {
        var sounds = plan(track(1, 6, "eng", "", false), track(2, 2, "deu", "", true));

        assertThat(sounds).extracting(Sound::label).containsExactly("German", "English", "English 5.1");
    }

    @Test
    void monoTracksAreTakenInPairs() {
        var sounds = plan(mono(1, ""), mono(2, ""), mono(3, ""), mono(4, ""), mono(5, ""));

        assertThat(sounds).extracting(Sound::stream).containsExactly(1, 3, 5);
        assertThat(sounds).extracting(Sound::right).containsExactly(2, 4, null);
        assertThat(SoundPlan.notice(sounds)).hasValueSatisfying(notice -> {
            assertThat(notice.code()).isEqualTo("mono_tracks_paired");
            assertThat(notice.message()).startsWith("4 mono sound tracks were taken");
        });
    }

    @Test
    void oneMonoTrackStaysAlone() {
        var sounds = plan(mono(1, ""), track(2, 2, "und", "", false));

        assertThat(sounds).extracting(Sound::right).containsExactly(null, null);
        assertThat(SoundPlan.notice(sounds)).isEmpty();
    }

    @Test
    void aTitleSaysThatAMonoTrackIsSomethingOfItsOwn() {
        assertThat(plan(mono(1, ""), mono(2, "Commentary"))).hasSize(2);
    }

    @Test
    void anotherLanguageCodecOrRateIsNotTheOtherSide() {
        var english = new AudioTrack(1, "aac", 1, 48_000, "eng", "", false, 0, 10);

        assertThat(plan(english, new AudioTrack(2, "aac", 1, 48_000, "deu", "", false, 0, 10)))
                .hasSize(2);
        assertThat(plan(english, new AudioTrack(2, "mp3", 1, 48_000, "eng", "", false, 0, 10)))
                .hasSize(2);
        assertThat(plan(english, new AudioTrack(2, "aac", 1, 44_100, "eng", "", false, 0, 10)))
                .hasSize(2);
    }

    /** Plans that were stored before there was anything but stereo. */
    @Test
    void aSoundStoredWithoutChannelsIsStereo() {
        var stored =
                """
                {"name":"a0","stream":1,"label":"English","language":"en","bitRate":128000,
                 "grid":{"sampleRate":48000,"frameSamples":1024,"boundaries":[0,93]}}""";

        var sound = Runs.read(stored, Sound.class);

        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.right()).isNull();
    }

    private static List<Sound> plan(AudioTrack... tracks) {
        return new SoundPlan(GRID, 128_000).of(List.of(tracks));
    }

    private static AudioTrack mono(int index, String title) {
        return track(index, 1, "und", title, false);
    }

    private static AudioTrack track(int index, int channels, String language, String title, boolean preferred) {
        return new AudioTrack(index, "aac", channels, 48_000, language, title, preferred, 0, 10);
    }
}
