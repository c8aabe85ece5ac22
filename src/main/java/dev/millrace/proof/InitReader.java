package dev.millrace.proof;

import dev.millrace.boxes.Boxes;
import dev.millrace.boxes.Boxes.Box;
import dev.millrace.proof.InitSegment.UnreadableException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads the boxes of an init segment held in memory. Whatever the bytes are, it ends, and allocates little. */
final class InitReader {

    private static final int FULL_HEADER = 4;

    /** From the start of a sample entry to the boxes in it (ISO/IEC 14496-12 §12.1.3, §12.2.3). */
    private static final int PICTURE_ENTRY = 78;

    private static final int SOUND_ENTRY = 28;

    private final ByteBuffer data;

    InitReader(byte[] bytes) {
        this.data = ByteBuffer.wrap(bytes);
    }

    InitSegment read() {
        var moov = only(boxes(0, data.capacity()), "moov");
        var traks = boxes(moov).stream().filter(b -> b.type().equals("trak")).toList();
        if (traks.isEmpty()) {
            throw new UnreadableException("there is no trak box");
        }
        var trak = traks.get(0);
        var header = path(trak, "mdia", "mdhd");
        var tables = path(trak, "mdia", "minf", "stbl");
        boolean wide = data.get(header.start()) == 1;
        boolean samples = count(only(boxes(tables), "stts"), FULL_HEADER) > 0;
        boolean extends_ = boxes(moov).stream().anyMatch(b -> b.type().equals("mvex"));
        var entry = entry(only(boxes(tables), "stsd"));
        boolean pictures = entry.type().startsWith("avc");
        var inside = inside(entry, pictures);
        return new InitSegment(
                traks.size(),
                extends_ && !samples,
                data.getInt(header.start() + FULL_HEADER + (wide ? 16 : 8)),
                edits(trak),
                pictures ? avc(entry.type(), only(inside, "avcC")) : aac(entry.type(), only(inside, "esds")),
                pictures ? unsigned(entry.start() + 24) : 0,
                pictures ? unsigned(entry.start() + 26) : 0,
                !pictures || squarePixels(inside),
                pictures ? 0 : unsigned(entry.start() + 24));
    }

    private Box entry(Box stsd) {
        if (count(stsd, FULL_HEADER) != 1) {
            throw new UnreadableException("there is not one sample entry");
        }
        return boxes(stsd.start() + 8, stsd.end()).get(0);
    }

    private List<Box> inside(Box entry, boolean pictures) {
        return boxes(entry.start() + (pictures ? PICTURE_ENTRY : SOUND_ENTRY), entry.end());
    }

    /** Profile, constraints and level, as they stand in AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1). */
    private String avc(String format, Box avcc) {
        return "%s.%02x%02x%02x"
                .formatted(
                        format,
                        data.get(avcc.start() + 1) & 0xff,
                        data.get(avcc.start() + 2) & 0xff,
                        data.get(avcc.start() + 3) & 0xff);
    }

    /** Object type and audio object type, from the nested descriptors of ISO/IEC 14496-1 §7.2.6. */
    private String aac(String format, Box esds) {
        int at = descriptor(esds.start() + FULL_HEADER, 3) + 3;
        at = descriptor(at, 4);
        int objectType = data.get(at) & 0xff;
        at = descriptor(at + 13, 5);
        return "%s.%02x.%d".formatted(format, objectType, (data.get(at) & 0xff) >> 3);
    }

    /** Where the payload of the descriptor at a place begins. */
    private int descriptor(int at, int tag) {
        if (data.get(at) != tag) {
            throw new UnreadableException("there is no descriptor " + tag + " in its esds box");
        }
        do {
            at++;
        } while ((data.get(at) & 0x80) != 0);
        return at + 1;
    }

    private boolean squarePixels(List<Box> inside) {
        return optional(inside, "pasp")
                .map(p -> data.getInt(p.start()) == data.getInt(p.start() + 4))
                .orElse(true);
    }

    private int edits(Box trak) {
        return optional(boxes(trak), "edts")
                .flatMap(edts -> optional(boxes(edts), "elst"))
                .map(elst -> count(elst, FULL_HEADER))
                .orElse(0);
    }

    private Box path(Box from, String... types) {
        var at = from;
        for (var type : types) {
            at = only(boxes(at), type);
        }
        return at;
    }

    private int count(Box box, int offset) {
        return data.getInt(box.start() + offset);
    }

    private int unsigned(int at) {
        return data.getShort(at) & 0xffff;
    }

    private static Box only(List<Box> boxes, String type) {
        return optional(boxes, type).orElseThrow(() -> new UnreadableException("there is no " + type + " box"));
    }

    private static Optional<Box> optional(List<Box> boxes, String type) {
        return boxes.stream().filter(b -> b.type().equals(type)).findFirst();
    }

    private List<Box> boxes(Box parent) {
        return boxes(parent.start(), parent.end());
    }

    private List<Box> boxes(int start, int end) {
        return Boxes.in(data, start, end);
    }
}
