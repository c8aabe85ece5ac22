package dev.millrace.video;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.video.SearchWords.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

    @ParameterizedTest(name = "{0} is looked for as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "mill|'mill':*",
                "Water mill|'water':* & 'mill':*",
                "100%|'100'",
                "\"water mill\"|'water' <-> 'mill'",
                "\"water mill|'water' <-> 'mill'",
                "Straße Łódź|'strasse':* & 'lodz':*",
                "l’été|'l' <-> 'ete':*",
                "東京|'東' <-> '京'",
                "a|'a'",
                "it's \\ ' & ! ( ) :*|'it' <-> 's'",
                "_ % &|^^"
            })
    void readsWhatSomebodyTypes(String typed, String query) {
        assertThat(SearchWords.of(typed).query()).isEqualTo(query);
    }

    @Test
    void takesNoMoreThanADozenWordsOfBoundedLength() {
        assertThat(SearchWords.of("word ".repeat(50)).terms()).hasSize(12);
        assertThat(SearchWords.of("x".repeat(5_000)).query()).hasSizeLessThan(80);
    }

    @Test
    void marksWhatWasFoundWhateverItsCaseAndAccents() {
        assertThat(SearchWords.of("ete mil").pieces("Un Été au moulin, Mills & more"))
                .containsExactly(
                        new Piece("Un ", false),
                        new Piece("Été", true),
                        new Piece(" au moulin, ", false),
                        new Piece("Mills", true),
                        new Piece(" & more", false));
    }

    @Test
    void cutsALineOutOfALongTextAroundTheFirstHit() {
        var text = "word ".repeat(100) + "and then the miller speaks of rivers " + "more ".repeat(100);

        var line = SearchWords.of("miller").headline(text);

        assertThat(line).contains(new Piece("miller", true));
        assertThat(line.stream().map(Piece::text).collect(joining()))
                .startsWith("… word")
                .endsWith("more …")
                .hasSizeLessThan(190);
    }

    @Test
    void aTextWithoutSpacesIsCutToo() {
        var found = SearchWords.of("needle").headline("x".repeat(300) + "-needle-" + "y".repeat(9_000));
        assertThat(found.stream().map(Piece::text).collect(joining()))
                .hasSizeLessThan(190)
                .contains("needle");
    }

    @Test
    void picksTheTagsInWhichSomethingWasFound() {
        assertThat(SearchWords.of("mill").among(List.of("Windmill", "Water Mills", "été")))
                .containsExactly("Water Mills");
    }

    @Test
    void hasNoLineWhereNothingWasFound() {
        assertThat(SearchWords.of("miller").headline("Nothing of the kind")).isEqualTo(List.of());
    }
}
