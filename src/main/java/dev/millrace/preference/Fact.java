package dev.millrace.preference;

/** Something the details of a video tell, which somebody may want to see or not. */
public enum Fact implements Keyed {
    DURATION("Duration"),
    PICTURE("Picture and frame rate"),
    FILE("Source file"),
    CODECS("Codecs and sound"),
    CHECKSUM("Checksum"),
    UPLOADED("Time of upload"),
    RENDITIONS("Renditions");

    private final String label;

    Fact(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    @Override
    public String key() {
        return Keyed.super.key();
    }
}
