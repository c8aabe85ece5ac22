package dev.millrace.upload;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The upload page: a plain form, which a script turns into a list of uploads with progress. */
@Path("/upload")
@Produces(MediaType.TEXT_HTML)
@Needs(value = Role.UPLOADER, scope = Scope.UPLOAD)
class UploadPages {

    /** templates/upload/upload-page.html; {@code problem} is null when there is none. */
    @CheckedTemplate(basePath = "upload", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record UploadPage(TypedFields typed, String problem) implements TemplateInstance {}

    private final SiteSettings site;

    UploadPages(SiteSettings site) {
        this.site = site;
    }

    @GET
    public TemplateInstance form() {
        return new UploadPage(
                TypedFields.empty(site.value(SiteSetting.DEFAULT_VISIBILITY).orElse("public")), null);
    }
}
