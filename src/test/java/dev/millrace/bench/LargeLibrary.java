package dev.millrace.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Rows of a library as a busy service has them, the same each time: words, tags and owners with few that are common and many
 * that are rare; one video in ten private, one unlisted. Each row has what one that was made has: what was probed, renditions,
 * posters, a storyboard.
 */
final class LargeLibrary {

    private static final int WORDS = 8_000;
    private static final int TAGS = 800;
    private static final int OWNERS = 100;
    private static final int CATEGORIES = 20;
    private static final int CUES_EACH = 4;
    private static final int COMMENTS_PER_VIDEO = 4;
    private static final int BATCH = 1_000;
    private static final String PROBED =
            """
            {"container": "mov,mp4,m4a,3gp,3g2,mj2", "videoCodec": "h264", "pixelFormat": "yuv420p", "width": 1280, "height": 720,
             "rotation": 0, "frameRate": 25.0, "constantFrameRate": true, "bitRate": 2400000,
             "audio": [{"index": 1, "codec": "aac", "channels": 2, "sampleRate": 48000, "language": "eng", "title": "Stereo"},
                       {"index": 2, "codec": "ac3", "channels": 6, "sampleRate": 48000, "language": "deu", "title": null}],
             "colour": {"primaries": "bt709", "transfer": "bt709", "matrix": "bt709", "range": "tv", "peakNits": null},
             "chapters": []}""";

    private static final String MADE =
            """
            [{"name": "v0", "type": "video", "width": 1280, "height": 720, "codecs": "avc1.64001f", "averageBandwidth": 2400000},
             {"name": "v1", "type": "video", "width": 852, "height": 480, "codecs": "avc1.64001e", "averageBandwidth": 1200000},
             {"name": "v2", "type": "video", "width": 640, "height": 360, "codecs": "avc1.64001e", "averageBandwidth": 700000},
             {"name": "v3", "type": "video", "width": 426, "height": 240, "codecs": "avc1.640015", "averageBandwidth": 400000},
             {"name": "a0", "type": "audio", "codecs": "mp4a.40.2", "language": "eng", "averageBandwidth": 128000, "channels": 2,
              "loudness": {"integratedLufs": -21.5, "rangeLu": 8.0, "truePeakDbtp": -3.1, "gainDb": 5.5, "estimated": false}},
             {"name": "a1", "type": "audio", "codecs": "mp4a.40.2", "language": "deu", "averageBandwidth": 384000, "channels": 6}]""";

    private static final Instant NEWEST = Instant.parse("2026-05-01T00:00:00Z");

    private final Random random = new Random(4);
    private final List<String> words = new ArrayList<>();
    private final List<UUID> owners = new ArrayList<>();
    private final List<UUID> videos = new ArrayList<>();
    private final List<UUID> forAll = new ArrayList<>();

    LargeLibrary() {
        var letters = "etaoinshrdlucmfywgpbvk";
        for (int i = 0; i < WORDS; i++) {
            var word = new StringBuilder();
            for (int length = 3 + random.nextInt(7); length > 0; length--) {
                word.append(letters.charAt(common(letters.length())));
            }
            words.add(word.toString());
        }
    }

    /** A word that about as many texts have as one of this rank has in a language. */
    String word(int rank) {
        return words.get(rank);
    }

    List<UUID> videos() {
        return videos;
    }

    /** Those that every visitor may see, the newest first. */
    List<UUID> forAll() {
        return forAll;
    }

    /** When one of {@link #videos} came. */
    static Instant came(int number) {
        return NEWEST.minusSeconds(number * 420L);
    }

    void fill(DataSource database, int count) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            people(connection);
            films(connection, count);
            cues(connection);
            comments(connection);
            connection.commit();
            try (var statement = connection.createStatement()) {
                statement.execute("analyze");
                connection.commit();
            }
        }
    }

    private void people(Connection connection) throws SQLException {
        try (var account = connection.prepareStatement(
                        "insert into account (id, login, name, password, role) values (?, ?, ?, 'x', 'uploader')");
                var category = connection.prepareStatement("insert into category (id, name) values (?, ?)")) {
            for (int i = 0; i < OWNERS; i++) {
                var id = new UUID(1, random.nextLong());
                owners.add(id);
                set(account, id, "owner" + i, "Owner " + i).addBatch();
            }
            account.executeBatch();
            for (int i = 0; i < CATEGORIES; i++) {
                set(category, new UUID(2, random.nextLong()), "Category " + i).addBatch();
            }
            category.executeBatch();
        }
    }

    private void films(Connection connection, int count) throws SQLException {
        try (var video = connection.prepareStatement(
                """
                insert into video (id, title, description, visibility, category, tags, state, playable, size_bytes, sha256,
                    duration_seconds, width, height, poster_widths, created_at, views, owner_id, file_name, frame_rate, percent,
                    stage, storyboard, published_at, source, renditions)
                values (?, ?, ?, ?, ?, ?, 'ready', true, 1000000, 'f', ?, 1280, 720, '{320,640,1280}', ?, ?, ?, 'film.mp4', 25, 100,
                    'ready', true, now(), cast(? as jsonb), cast(? as jsonb))""")) {
            for (int i = 0; i < count; i++) {
                var id = new UUID(random.nextLong(), random.nextLong());
                String visibility = visibility(random.nextInt(10));
                videos.add(id);
                if (visibility.equals("public")) {
                    forAll.add(id);
                }
                set(
                                video,
                                id,
                                text(3 + random.nextInt(6)),
                                text(20 + random.nextInt(80)),
                                visibility,
                                "Category " + random.nextInt(CATEGORIES),
                                tags(connection),
                                random.nextDouble() * 7200,
                                Timestamp.from(came(i)),
                                (long) common(100_000),
                                owners.get(common(OWNERS)),
                                PROBED,
                                MADE)
                        .addBatch();
                if (i % BATCH == BATCH - 1 || i == count - 1) {
                    video.executeBatch();
                }
            }
        }
    }

    private void cues(Connection connection) throws SQLException {
        try (var caption = connection.prepareStatement(
                        """
                        insert into caption
                            (video_id, number, origin, kind, language, label, preferred, forced, cues_known)
                        values (?, 0, 'upload', 'subtitles', 'en', 'English', false, false, true)""");
                var cue = connection.prepareStatement(
                        "insert into caption_cue (video_id, number, start_millis, words) values (?, 0, ?, ?)")) {
            int waiting = 0;
            for (var id : videos) {
                set(caption, id).addBatch();
                for (int i = 0; i < CUES_EACH; i++) {
                    set(cue, id, i * 4000L, text(8)).addBatch();
                }
                if (++waiting == BATCH) {
                    caption.executeBatch();
                    cue.executeBatch();
                    waiting = 0;
                }
            }
            caption.executeBatch();
            cue.executeBatch();
        }
    }

    /** Few videos are talked about much, most little or not at all; one comment in three is a reply to the one before. */
    private void comments(Connection connection) throws SQLException {
        try (var comment = connection.prepareStatement(
                "insert into comment (id, video_id, parent_id, author_id, body, likes, created_at) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (int left = COMMENTS_PER_VIDEO * videos.size(); left > 0; ) {
                var video = videos.get(common(videos.size()));
                UUID thread = null;
                for (int i = 1 + common(40); i > 0 && left > 0; i--, left--) {
                    var id = new UUID(random.nextLong(), random.nextLong());
                    boolean reply = thread != null && random.nextInt(3) == 0;
                    thread = reply ? thread : id;
                    set(
                                    comment,
                                    id,
                                    video,
                                    reply ? thread : null,
                                    owners.get(common(OWNERS)),
                                    text(5 + random.nextInt(40)),
                                    common(50),
                                    Timestamp.from(NEWEST.plusSeconds(random.nextInt(10_000_000))))
                            .addBatch();
                }
                if (left % BATCH < 40) {
                    comment.executeBatch();
                }
            }
            comment.executeBatch();
        }
    }

    private Array tags(Connection connection) throws SQLException {
        var tags = new ArrayList<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            tags.add("tag" + common(TAGS));
        }
        return connection.createArrayOf("varchar", tags.stream().distinct().toArray());
    }

    private String text(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(words.get(common(WORDS)));
        }
        return text.toString();
    }

    /** Small numbers are common. */
    private int common(int below) {
        return (int) (Math.pow(random.nextDouble(), 3) * below);
    }

    private static String visibility(int die) {
        return die == 0 ? "private" : die == 1 ? "unlisted" : "public";
    }

    private static PreparedStatement set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
