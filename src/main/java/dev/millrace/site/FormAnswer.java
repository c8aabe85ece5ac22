package dev.millrace.site;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.Problems;
import io.quarkus.qute.TemplateInstance;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** A form that comes back with what was wrong about it. */
public final class FormAnswer {

    /** What pages call the fields of the API; any other is called by its own name. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("login", "The name to sign in with"),
            Map.entry("name", "The name"),
            Map.entry("old", "The present password"),
            Map.entry("password", "The password"),
            Map.entry("title", "The title"),
            Map.entry("description", "The description"),
            Map.entry("visibility", "Who may see it"),
            Map.entry("category", "The category"),
            Map.entry("tags", "The tags"),
            Map.entry("t", "The moment"),
            Map.entry("start", "The start"),
            Map.entry("end", "The end"),
            Map.entry("language", "The language"),
            Map.entry("label", "The label"),
            Map.entry("kind", "The kind"),
            Map.entry("file", "The file"),
            Map.entry("text", "The comment"),
            Map.entry("note", "What you add"),
            Map.entry("reason", "The reason"),
            Map.entry("role", "The role"),
            Map.entry("scopes", "What the key may do"),
            Map.entry("hours", "How long it is good"),
            Map.entry("theme", "The choice of colours"),
            Map.entry("quality", "The quality"),
            Map.entry("captions", "The captions"),
            Map.entry("watermark", "The watermark"),
            Map.entry("watermarkCorner", "The place of the watermark"),
            Map.entry("watermarkWidth", "The width of the watermark"),
            Map.entry("watermarkOpacity", "The opacity of the watermark"),
            Map.entry("site.name", "The name of the site"),
            Map.entry("player.colour", "The colour of the player"),
            Map.entry("embed.allowed-origins", "The sites that may embed videos"));

    private FormAnswer() {}

    /** What was wrong, in the words of the page. */
    public static String sentence(ProblemException problem) {
        return problem instanceof InvalidFieldsException fields
                ? fields.sentence(field -> LABELS.getOrDefault(field, field))
                : problem.getMessage();
    }

    /** @param page the form with what was sent, and the problem's sentence */
    public static RestResponse<TemplateInstance> of(TemplateInstance page, ProblemException problem) {
        return RestResponse.ResponseBuilder.<TemplateInstance>create(Problems.status(problem))
                .entity(page)
                .header("Cache-Control", "no-store")
                .build();
    }
}
