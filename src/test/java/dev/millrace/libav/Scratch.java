package dev.millrace.libav;

import dev.millrace.job.*;
import dev.millrace.ladder.*;
import dev.millrace.media.*;
import dev.millrace.timeline.*;
import java.nio.file.*;
import java.util.*;

public class Scratch {
    public static void main(String[] a) throws Exception {
        Libav.load();
        long t0 = System.nanoTime();
        var f = SourceProbe.probe(a[0], e -> {});
        System.out.println("probe " + (System.nanoTime() - t0) / 1e6);
        var grid = Grid.of(f.video().rate(), f.frames());
        List<Long> keys = f.seekPoints().stream()
                .map(k -> grid.rate()
                        .slotAt(k.presentation() - f.video().first(), f.video().timeBase()))
                .toList();
        var tl = Timeline.plan(grid, f.seekable() == SourceFacts.Seeking.FROM_START ? null : keys);
        System.out.println(tl.chunks());
        var rungs = Ladder.forSource(f.video().display(), grid.rate(), 1080);
        System.out.println(rungs);
        Path out = Path.of(a[1]);
        for (var c : tl.chunks()) {
            var segs = tl.segmentsOf(c);
            long t = System.nanoTime();
            var pts = new ArrayList<SeekPoint>();
            for (var k : f.seekPoints())
                if (grid.rate()
                                .slotAt(
                                        k.presentation() - f.video().first(),
                                        f.video().timeBase())
                        <= segs.get(0).firstFrame()) pts.add(0, k);
            var job = new Job.EncodeVideo(
                    a[0],
                    a[1],
                    f.video(),
                    f.seekable(),
                    c.number() == 0 ? List.of() : pts.subList(0, Math.min(3, pts.size())),
                    grid,
                    segs,
                    rungs,
                    "veryfast",
                    2);
            VideoChunk.encode(job, e -> {}, () -> false);
        }
        for (var s : f.audio()) {
            var ag = AudioGrid.along(tl, 48000);
            long t = System.nanoTime();
            SoundChunk.encode(
                    new Job.EncodeAudio(
                            a[0],
                            a[1],
                            "a" + s.index(),
                            s.index(),
                            new Timestamp(f.video().first(), f.video().timeBase()),
                            f.seekable(),
                            ag,
                            0,
                            2,
                            128000),
                    e -> {
                        if (e instanceof JobEvent.SegmentMade m)
                            System.out.println(m.rendition() + " " + m.number() + " " + m.sizeBytes() + " "
                                    + m.initSha256().substring(0, 8) + " " + (System.nanoTime() - t) / 1000000);
                    });
            if (ag.segments() > 2)
                SoundChunk.encode(
                        new Job.EncodeAudio(
                                a[0],
                                a[1],
                                "a" + s.index(),
                                s.index(),
                                new Timestamp(f.video().first(), f.video().timeBase()),
                                f.seekable(),
                                ag,
                                2,
                                ag.segments() - 2,
                                128000),
                        e -> {
                            if (e instanceof JobEvent.SegmentMade m)
                                System.out.println(m.rendition() + " " + m.number() + " " + m.sizeBytes() + " "
                                        + m.initSha256().substring(0, 8) + " " + (System.nanoTime() - t) / 1000000);
                        });
        }
        Files.createDirectories(out.resolve("p"));
        PosterMaker.make(
                new Job.MakePosters(
                        a[0],
                        a[1] + "/p",
                        f.video(),
                        f.seekable(),
                        f.seekPoints().subList(0, Math.min(8, f.seekPoints().size())),
                        List.of(new Resolution(320, 180))),
                e -> {});
        System.out.println("total " + (System.nanoTime() - t0) / 1e6);
    }
}
