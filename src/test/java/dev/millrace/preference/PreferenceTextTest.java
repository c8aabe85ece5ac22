package dev.millrace.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceTextTest {

    @Test
    void writesOnlyWhatIsNotAsForEverybody() {
        assertThat(PreferenceText.write(Preferences.NONE)).isEmpty();
        assertThat(PreferenceText.write(new Preferences(
                        Theme.DARK, Choice.ON, Choice.DEFAULT, "720", "pt-BR", Set.of(Fact.CHECKSUM, Fact.FILE))))
                .isEqualTo("theme=dark&autoplay=on&quality=720&captions=pt-BR&hide=file.checksum");
    }

    @Test
    void readsWhatItWrote() {
        var liked = new Preferences(Theme.LIGHT, Choice.OFF, Choice.ON, "2160", "de", Set.of(Fact.values()));

        assertThat(PreferenceText.read(PreferenceText.write(liked))).isEqualTo(liked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "&&=", "theme=pink", "quality=9000&captions=x y", "hide=nothing.at.all", "theme", "=dark"})
    void whatIsNotUnderstoodCountsAsLeftOut(String line) {
        assertThat(PreferenceText.read(line)).isEqualTo(Preferences.NONE);
    }

    @Test
    void aFactOfALaterVersionIsShownToWhoHidOthers() {
        var liked = Preferences.NONE.with(new PreferenceChange(null, null, null, null, null, List.of("duration")));

        assertThat(PreferenceText.read(PreferenceText.write(liked)).shown()).containsExactly(Fact.DURATION);
        assertThat(PreferenceText.write(liked)).doesNotContain("duration");
    }
}
