package dev.millrace.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The XML of an oEmbed answer: the same names and values as its JSON. */
final class OembedXml {

    private OembedXml() {}

    static String of(JsonNode answer) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("oembed");
            for (var field : answer.properties()) {
                write(xml, field);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, Map.Entry<String, JsonNode> field) throws XMLStreamException {
        xml.writeStartElement(field.getKey());
        // what XML 1.0 cannot hold at all
        xml.writeCharacters(
                field.getValue().asText().replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", ""));
        xml.writeEndElement();
    }
}
