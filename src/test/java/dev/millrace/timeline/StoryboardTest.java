package dev.millrace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryboardTest {

    private static final Resolution WIDE = new Resolution(426, 240);

    @ParameterizedTest(name = "{0} s: {1} tiles of {2} GOPs on {3} sheets of {4}x{5}")
    @CsvSource({
        "1, 1, 1, 1, 1, 1",
        "6, 3, 1, 1, 3, 1",
        "10, 5, 1, 1, 5, 1",
        "11, 6, 1, 1, 5, 2",
        "50, 25, 1, 1, 5, 5",
        "51, 26, 1, 2, 5, 5",
        "600, 300, 1, 12, 5, 5",
        "601, 151, 2, 7, 5, 5",
        "43200, 300, 72, 12, 5, 5"
    })
    void hasABoundedNumberOfTiles(int seconds, int tiles, int gops, int sheets, int columns, int rows) {
        var storyboard = Storyboard.plan(Grid.of(FrameRate.of(25), 25L * seconds), WIDE);

        assertThat(storyboard.tiles()).isEqualTo(tiles);
        assertThat(storyboard.gopsPerTile()).isEqualTo(gops);
        assertThat(storyboard.sheets()).isEqualTo(sheets);
        assertThat(storyboard.columns()).isEqualTo(columns);
        assertThat(storyboard.rows()).isEqualTo(rows);
    }

    @Test
    void oneFrameIsATile() {
        var grid = Grid.of(FrameRate.of(60), 1);
        var storyboard = Storyboard.plan(grid, WIDE);

        assertThat(storyboard.tiles()).isEqualTo(1);
        assertThat(storyboard.slot(0, grid)).isZero();
        assertThat(storyboard.slot(1, grid)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}x{1} becomes {2}x{3}")
    @CsvSource({
        "426, 240, 160, 90",
        "240, 426, 90, 160",
        "240, 240, 160, 160",
        "1920, 240, 160, 20",
        "16, 4000, 2, 160",
        "120, 90, 120, 90",
        "2, 2, 2, 2"
    })
    void tilesKeepTheShapeOfTheFilm(int width, int height, int tileWidth, int tileHeight) {
        var storyboard = Storyboard.plan(Grid.of(FrameRate.of(25), 100), new Resolution(width, height));

        assertThat(storyboard.tile()).isEqualTo(new Resolution(tileWidth, tileHeight));
    }

    @Test
    void fillsSheetsRowByRow() {
        var storyboard = new Storyboard(new Resolution(160, 90), 5, 5, 2, 60);

        assertThat(storyboard.sheet(24)).isZero();
        assertThat(storyboard.sheet(25)).isEqualTo(1);
        assertThat(storyboard.x(32)).isEqualTo(320);
        assertThat(storyboard.y(32)).isEqualTo(90);
        assertThat(storyboard.gop(32)).isEqualTo(64);
    }
}
