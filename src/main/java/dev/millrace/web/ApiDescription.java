package dev.millrace.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/** What the description of the API says beyond the types of the code: which values may be null. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final Map<String, Set<String>> NULLABLE = Map.ofEntries(
            Map.entry(
                    "VideoView",
                    Set.of(
                            "failure",
                            "durationSeconds",
                            "width",
                            "height",
                            "frameRate",
                            "source",
                            "publishedAt",
                            "owner",
                            "category",
                            "watermark")),
            Map.entry("VideoPage", Set.of("next")),
            Map.entry("Progress", Set.of("etaSeconds", "queuePosition", "stage")),
            Map.entry(
                    "Source",
                    Set.of(
                            "sha256",
                            "container",
                            "videoCodec",
                            "pixelFormat",
                            "width",
                            "height",
                            "rotation",
                            "frameRate",
                            "constantFrameRate",
                            "bitRate",
                            "audio",
                            "colour")),
            Map.entry("Sound", Set.of("language", "title")),
            Map.entry("Rendition", Set.of("width", "height", "language", "averageBandwidth", "channels", "loudness")),
            Map.entry("Loudness", Set.of("integratedLufs", "rangeLu", "truePeakDbtp", "gainDb")),
            Map.entry(
                    "Playback",
                    Set.of("hls", "dash", "poster", "thumbnail", "storyboard", "storyboardJson", "preview")),
            Map.entry("Chapter", Set.of("title")),
            Map.entry("CommentPage", Set.of("next")),
            Map.entry("ReportPage", Set.of("next")),
            Map.entry("KeyView", Set.of("lastUsedAt", "key")),
            Map.entry("InviteView", Set.of("secret", "url")),
            Map.entry("LinkView", Set.of("url")));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        NULLABLE.forEach((name, fields) -> {
            if (schemas.containsKey(name) && schemas.get(name).getProperties() != null) {
                allowNull(schemas.get(name), fields);
            }
        });
    }

    /** A parameter that gathers all files of a form is no field of it. */
    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        if (body.getContent() != null) {
            body.getContent().getMediaTypes().values().stream()
                    .map(MediaType::getSchema)
                    .filter(schema -> schema != null && schema.getProperties() != null)
                    .forEach(schema -> schema.removeProperty("*"));
        }
        return body;
    }

    /** Said once for all that make something. */
    @Override
    public Parameter filterParameter(Parameter parameter) {
        if (parameter.getName().equals("Idempotency-Key") && parameter.getDescription() == null) {
            parameter.setDescription("Repeating a request with the same key within 24 hours makes nothing more.");
            parameter.getSchema().minLength(1).maxLength(255);
        }
        return parameter;
    }

    private static void allowNull(Schema schema, Set<String> fields) {
        var properties = new LinkedHashMap<>(schema.getProperties());
        properties.replaceAll((field, value) -> fields.contains(field) ? orNull(value) : value);
        schema.setProperties(properties);
    }

    private static Schema orNull(Schema value) {
        if (value.getRef() != null) {
            return OASFactory.createSchema()
                    .anyOf(List.of(value, OASFactory.createSchema().type(List.of(SchemaType.NULL))));
        }
        var types = new ArrayList<>(value.getType() == null ? List.<SchemaType>of() : value.getType());
        if (!types.isEmpty() && !types.contains(SchemaType.NULL)) {
            types.add(SchemaType.NULL);
            value.setType(types);
        }
        return value;
    }
}
