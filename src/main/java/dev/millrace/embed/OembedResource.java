package dev.millrace.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.PublicAddress;
import dev.millrace.site.SiteSettings;
import dev.millrace.video.VideoLibrary;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** oEmbed: tells pages how to show a link to a video. Answers everybody as it answers a visitor. */
@Path("/oembed")
@Tag(name = "Videos")
@Blocking
@Needs(Role.VISITOR)
class OembedResource {

    private static final Pattern VIDEO = Pattern.compile("/(?:watch|embed)/([0-9a-fA-F-]{36})(?:[?#].*)?");
    private static final Pattern START = Pattern.compile("[?&](?:start|t)=((?:[0-9hms:.,]|%3[aA]){1,20})(?=[&#]|$)");
    private static final int LARGEST = 4096;

    private final VideoLibrary library;
    private final VideoAccess access;
    private final PublicAddress address;
    private final SiteSettings site;
    private final ObjectMapper json;

    OembedResource(
            VideoLibrary library, VideoAccess access, PublicAddress address, SiteSettings site, ObjectMapper json) {
        this.library = library;
        this.access = access;
        this.address = address;
        this.site = site;
        this.json = json;
    }

    /** {@code url} is that of a watch page or an embed; {@code format} is {@code json} or {@code xml}. */
    @GET
    @Produces(MediaType.WILDCARD) // the format is what is asked for by name
    public RestResponse<String> tell(
            @RestQuery String url,
            @RestQuery("maxwidth") Integer maxWidth,
            @RestQuery("maxheight") Integer maxHeight,
            @RestQuery String format)
            throws JsonProcessingException {
        if (url == null) {
            throw new ProblemException(Kind.INVALID, "invalid_parameter", "Give the address of a video as url.");
        }
        if (format != null && !format.equals("json") && !format.equals("xml")) {
            throw new WebApplicationException(501); // as oEmbed 1.0 wants it
        }
        var id = video(url).orElseThrow(OembedResource::noVideo);
        access.requireView(id, Caller.VISITOR);
        int width = bounded("maxwidth", maxWidth);
        int height = bounded("maxheight", maxHeight);
        var answer =
                json.valueToTree(Oembed.of(library.get(id), site.name(), address.current(), width, height, start(url)));
        boolean xml = "xml".equals(format);
        return RestResponse.ResponseBuilder.ok(xml ? OembedXml.of(answer) : json.writeValueAsString(answer))
                .header("Content-Type", xml ? "text/xml;charset=utf-8" : "application/json")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private Optional<UUID> video(String url) {
        String base = address.current();
        var path = VIDEO.matcher(url.startsWith(base) ? url.substring(base.length()) : "");
        try {
            return path.matches() ? Optional.of(UUID.fromString(path.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int bounded(String name, Integer asked) {
        if (asked != null && asked < 1) {
            throw new InvalidFieldsException(name, "must be a number of pixels, 1 or more");
        }
        return asked == null ? FrameSize.WIDTH : Math.min(LARGEST, asked);
    }

    /** Where the given address lets the film begin, as a query of the frame's. */
    private static String start(String url) {
        var found = START.matcher(url);
        return found.find()
                ? StartTime.of(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8))
                        .filter(time -> time.seconds() > 0)
                        .map(time -> "?start=" + time.seconds())
                        .orElse("")
                : "";
    }

    private static ProblemException noVideo() {
        return new ProblemException(Kind.NOT_FOUND, "not_found", "This is not the address of a video here.");
    }
}
