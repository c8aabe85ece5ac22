package dev.millrace.category;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The shelves of the library, as administrators make, rename and remove them. */
@Path("/admin/categories")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class CategoryPages {

    /** templates/category/categories-page.html; {@code problem} and {@code done} are null at first. */
    @CheckedTemplate(basePath = "category", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record CategoriesPage(List<CategoryView> categories, String problem, String done) implements TemplateInstance {}

    private final Categories categories;

    CategoryPages(Categories categories) {
        this.categories = categories;
    }

    @GET
    public TemplateInstance list(@RestQuery String done) {
        return new CategoriesPage(categories.getAll(), null, sentence(done));
    }

    @POST
    public RestResponse<TemplateInstance> create(@RestForm String name) {
        return back("made", () -> categories.create(name));
    }

    @POST
    @Path("{id}")
    public RestResponse<TemplateInstance> rename(@RestPath UUID id, @RestForm String name) {
        return back("renamed", () -> categories.rename(id, name));
    }

    @POST
    @Path("{id}/remove")
    public RestResponse<TemplateInstance> remove(@RestPath UUID id) {
        return back("removed", () -> categories.remove(id));
    }

    private RestResponse<TemplateInstance> back(String done, Runnable change) {
        try {
            change.run();
            return SeeOther.to("/admin/categories?done=" + done);
        } catch (ProblemException e) {
            return FormAnswer.of(new CategoriesPage(categories.getAll(), FormAnswer.sentence(e), null), e);
        }
    }

    private static String sentence(String done) {
        return switch (done == null ? "" : done) {
            case "made" -> "The category is made.";
            case "renamed" -> "The category has its new name, on its videos too.";
            case "removed" -> "The category is removed. Its videos are in none.";
            default -> null;
        };
    }
}
