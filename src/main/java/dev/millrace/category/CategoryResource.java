package dev.millrace.category;

import dev.millrace.account.Needs;
import dev.millrace.account.Once;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Categories over HTTP. */
@Path("/api/categories")
@Tag(name = "Categories")
@Produces(MediaType.APPLICATION_JSON)
class CategoryResource {

    record CategoryList(List<CategoryView> categories) {}

    record CategoryName(String name) {}

    private final Categories categories;
    private final Once once;

    CategoryResource(Categories categories, Once once) {
        this.categories = categories;
        this.once = once;
    }

    @GET
    @Needs(Role.VISITOR)
    public CategoryList list() {
        return new CategoryList(categories.getAll());
    }

    @POST
    @APIResponseSchema(value = CategoryView.class, responseCode = "201")
    @ResponseStatus(201)
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Role.ADMIN, scope = Scope.ADMIN)
    public CategoryView create(@NotNull CategoryName wanted, @RestHeader("Idempotency-Key") String idempotencyKey) {
        return once.answer(
                idempotencyKey,
                "POST /api/categories",
                wanted,
                CategoryView.class,
                () -> categories.create(wanted.name()));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Role.ADMIN, scope = Scope.ADMIN)
    public CategoryView rename(@RestPath UUID id, @NotNull CategoryName wanted) {
        return categories.rename(id, wanted.name());
    }

    @DELETE
    @Path("/{id}")
    @Needs(value = Role.ADMIN, scope = Scope.ADMIN)
    public void remove(@RestPath UUID id) {
        categories.remove(id);
    }
}
