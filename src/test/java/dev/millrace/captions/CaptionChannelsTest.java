package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionChannelsTest {

    private final CaptionChannels channels = new CaptionChannels();

    @ParameterizedTest(name = "field {0}, code {1}: {2}")
    @CsvSource({
        "252, 148, CC1", // resume caption loading, with parity
        "252, 20, CC1",
        "252, 28, CC2",
        "253, 21, CC3",
        "253, 29, CC4",
        "252, 17, CC1"
    })
    void controlCodesTellTheChannel(int type, int code, String channel) {
        channels.add(type, code, 0x20);

        assertThat(channels.found()).containsExactly(channel);
    }

    @Test
    void paddingTextDataServicesAndInvalidPairsAreNoCaptions() {
        channels.add(0xfc, 0x80, 0x80);
        channels.add(0xfc, 'a', 'b');
        channels.add(0xfd, 0x01, 0x03);
        channels.add(0xf8, 0x14, 0x20);
        channels.add(0xfa, 0, 0);

        assertThat(channels.found()).isEmpty();
    }

    @Test
    void findsTheServicesOfPackets() {
        channels.add(0xfe, 0x22, 'x'); // the rest of a packet that began before
        channels.add(0xff, 4, 0x22);
        channels.add(0xfe, 'H', 'i');
        channels.add(0xfe, 0x42, 'H');
        channels.add(0xfe, 'o', 0);
        channels.add(0xff, 0x43, 0xe2 - 256);
        channels.add(0xfe, 9, 'H');
        channels.add(0xfe, 'i', 0);

        assertThat(channels.found()).containsExactly("SERVICE1", "SERVICE2", "SERVICE9");
    }

    @Test
    void noiseIsSurvived() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            channels.add(random.nextInt(256), (byte) random.nextInt(), (byte) random.nextInt());
        }

        assertThat(channels.found()).allMatch(name -> name.matches("(CC|SERVICE)[1-9][0-9]?"));
    }
}
