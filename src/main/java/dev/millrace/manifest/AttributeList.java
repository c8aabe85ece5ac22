package dev.millrace.manifest;

/** The attribute list of a tag (RFC 8216 §4.2), written in the order of the calls. */
final class AttributeList {

    private final StringBuilder out;
    private boolean first = true;

    /** Begins a tag such as {@code #EXT-X-MEDIA}. */
    AttributeList(StringBuilder out, String tag) {
        this.out = out;
        out.append(tag).append(':');
    }

    /** An enumerated string, a number, a resolution. */
    AttributeList plain(String name, Object value) {
        return append(name, value.toString());
    }

    /** A quoted string: it cannot hold a line break or a quotation mark, so those are replaced. */
    AttributeList quoted(String name, String value) {
        return append(name, '"' + value.replace('"', '\'').replaceAll("\\p{Cntrl}", " ") + '"');
    }

    void end() {
        out.append('\n');
    }

    private AttributeList append(String name, String value) {
        out.append(first ? "" : ",").append(name).append('=').append(value);
        first = false;
        return this;
    }
}
