package dev.millrace.manifest;

import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;

/**
 * A storyboard in a DASH manifest: its sheets are segments of equal length, and each is cut into tiles of equal length and
 * size, row by row (DASH-IF guidelines for interoperability, 4.3, §6.2.6). The last sheet may reach beyond the film.
 */
public record DashTiles(Storyboard storyboard, Grid grid) {

    /** Names its folder, too. */
    private static final String NAME = "storyboard";

    /** Estimated: what must be stated is a rate, and sheets are no stream. Made ones have 1.2 to 1.6. */
    private static final int BITS_PER_PIXEL = 2;

    void append(XmlText xml, int id) {
        long width = (long) storyboard.columns() * storyboard.tile().width();
        long height = (long) storyboard.rows() * storyboard.tile().height();
        xml.element("AdaptationSet")
                .set("id", id)
                .set("contentType", "image")
                .set("mimeType", "image/jpeg")
                .set("profiles", DashManifest.FULL_PROFILE)
                .open();
        xml.element("SegmentTemplate")
                .set("timescale", grid.timescale())
                .set("duration", sheetTicks())
                .set("startNumber", 0)
                .set("endNumber", storyboard.sheets() - 1)
                .set("media", "$RepresentationID$/$Number$.jpg")
                .empty();
        xml.element("Representation")
                .set("id", NAME)
                .set("bandwidth", 1 + BITS_PER_PIXEL * width * height * grid.timescale() / sheetTicks())
                .set("width", width)
                .set("height", height)
                .open();
        xml.element("EssentialProperty")
                .set("schemeIdUri", "http://dashif.org/guidelines/thumbnail_tile")
                .set("value", storyboard.columns() + "x" + storyboard.rows())
                .empty();
        xml.close("Representation");
        xml.close("AdaptationSet");
    }

    /** A tile stands for so many whole GOPs. */
    private long sheetTicks() {
        long tiles = (long) storyboard.columns() * storyboard.rows();
        return tiles * storyboard.gopsPerTile() * grid.gopFrames() * grid.frameTicks();
    }
}
