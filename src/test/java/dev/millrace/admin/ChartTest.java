package dev.millrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.admin.Chart.Unit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<Instant> HOURS = List.of(NOON, NOON.plusSeconds(3600));

    @Test
    void theHighestBarFillsTheDrawingAndTheOthersAreInProportion() {
        var chart = chart(Unit.COUNT, new double[][] {{4, 0}, {2, 1}});

        assertThat(chart.top()).isEqualTo("4");
        assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly("60.00", "30.00", "15.00");
        assertThat(chart.bars()).extracting(Chart.Bar::y).containsExactly("0.00", "30.00", "45.00");
        assertThat(chart.bars().get(0).says()).isEqualTo("12:00: 4 came");
    }

    @Test
    void barsOfAnHourStandSideBySideInIt() {
        var chart = chart(Unit.COUNT, new double[][] {{1, 1}, {0, 0}});

        var left = chart.bars().get(0);
        var right = chart.bars().get(1);
        assertThat(Double.parseDouble(left.x()) + Double.parseDouble(left.width()))
                .isEqualTo(Double.parseDouble(right.x()));
        assertThat(Double.parseDouble(right.x()) + Double.parseDouble(right.width()))
                .isLessThan(Chart.WIDTH / 2.0);
    }

    @Test
    void theTableTellsTheHoursInWhichThereWasSomething() {
        var chart = chart(Unit.BYTES, new double[][] {{0, 0}, {1_500_000, 20}});

        assertThat(chart.hours()).containsExactly(new Chart.Hour("13:00", List.of("1.5 MB", "20 bytes")));
        assertThat(chart.total()).containsExactly("1.5 MB", "20 bytes");
    }

    @Test
    void anEmptyChartSaysSo() {
        var chart = chart(Unit.TIMES, new double[2][2]);

        assertThat(chart.empty()).isTrue();
        assertThat(chart.top()).isEmpty();
        assertThat(chart.hours()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TIMES, 3.14, 3.1", "SECONDS, 4, 4 s", "SECONDS, 150, 2.5 min", "COUNT, 12, 12", "BYTES, 2e9, 2 GB"})
    void quantitiesAreSaidAsPeopleReadThem(Unit unit, double value, String words) {
        assertThat(unit.say(value)).isEqualTo(words);
    }

    private static Chart chart(Unit unit, double[][] values) {
        return Chart.of("key", "Title", unit, List.of("came", "went"), HOURS, values);
    }
}
