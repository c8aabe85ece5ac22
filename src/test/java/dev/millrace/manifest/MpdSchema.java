package dev.millrace.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Our own schema of DASH manifests, {@code mpd.xsd}: what the writer may write, by the rules of ISO/IEC 23009-1. */
public final class MpdSchema {

    private static final Schema SCHEMA = read();

    private MpdSchema() {}

    /** Fails with the place and the rule when the manifest is not valid. */
    public static void holds(byte[] manifest) {
        try {
            validate(manifest);
        } catch (SAXException e) {
            throw new AssertionError(e + "\n" + new String(manifest, StandardCharsets.UTF_8), e);
        }
    }

    static void validate(byte[] manifest) throws SAXException {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new ByteArrayInputStream(manifest)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema read() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(MpdSchema.class.getResource("mpd.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("the schema itself is wrong", e);
        }
    }
}
