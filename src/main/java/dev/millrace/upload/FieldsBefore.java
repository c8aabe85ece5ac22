package dev.millrace.upload;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a form that come before its file, known when the file begins: Vert.x tells of fields only when all has come.
 * Of what is broken, or long, it knows nothing; that is told at the end.
 */
final class FieldsBefore {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FIELDS = 256;

    private final String contentType;

    /** Null when it is too long. */
    private Buffer begun = Buffer.buffer();

    FieldsBefore(String contentType) {
        this.contentType = contentType;
    }

    /** Takes the next bytes of the body. */
    void add(Buffer bytes) {
        if (begun != null) {
            begun = begun.length() + bytes.length() > MOST_BYTES ? null : begun.appendBuffer(bytes);
        }
    }

    /** The fields that are complete. */
    MultiMap read() {
        var fields = MultiMap.caseInsensitiveMultiMap();
        if (begun != null) {
            read(begun, fields);
        }
        return fields;
    }

    private void read(Buffer body, MultiMap fields) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set("Content-Type", contentType);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MOST_FIELDS, MOST_BYTES);
            decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(body.getBytes())));
            while (decoder.hasNext()) {
                if (decoder.next() instanceof Attribute field) {
                    fields.add(field.getName(), field.getValue());
                }
            }
        } catch (EndOfDataDecoderException e) {
            return; // the whole body is here already
        } catch (DecoderException | IOException e) {
            fields.clear();
        } finally {
            if (decoder != null) {
                // the file's beginning: the decoder releases whole parts only
                var part = decoder.currentPartialHttpData();
                if (part != null && part.refCnt() > 0) {
                    part.release();
                }
                decoder.destroy();
            }
        }
    }
}
