package dev.millrace.manifest;

import java.nio.charset.StandardCharsets;

/** An XML document in the making, an element to a line. */
final class XmlText {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    /** An element at the place reached; nothing is written before it is told how it ends. */
    final class Element {

        private final String name;
        private final StringBuilder tag = new StringBuilder();

        private Element(String name) {
            this.name = name;
            tag.append("  ".repeat(depth)).append('<').append(name);
        }

        Element set(String attribute, Object value) {
            tag.append(' ').append(attribute).append("=\"");
            tag.append(escaped(value.toString())).append('"');
            return this;
        }

        /** Others follow in it, up to {@link XmlText#close}. */
        void open() {
            out.append(tag).append(">\n");
            depth++;
        }

        /** There is nothing in it. */
        void empty() {
            out.append(tag).append("/>\n");
        }

        /** There is text in it. */
        void text(String text) {
            out.append(tag).append('>').append(escaped(text)).append("</").append(name);
            out.append(">\n");
        }
    }

    Element element(String name) {
        return new Element(name);
    }

    void close(String name) {
        depth--;
        out.append("  ".repeat(depth)).append("</").append(name).append(">\n");
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Control characters, U+FFFE and U+FFFF have no place in XML 1.0 (§2.2), however they are written. */
    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x{FFFE}\\x{FFFF}]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
