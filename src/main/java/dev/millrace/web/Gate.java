package dev.millrace.web;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.SiteSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Lets callers through to a resource method by what it {@link Needs}. One that names nothing answers nobody. A visitor
 * who opens a page for others is sent to sign in, and comes back.
 */
@ApplicationScoped
class Gate {

    private static final Pattern OF_ONE_VIDEO = Pattern.compile("/(watch|embed|api/videos)/[0-9a-f-]{36}(/.*)?");

    private static final List<String> DOORS = List.of("/login", "/logout", "/setup", "/join", "/sign-up", "/api/me");

    private final Callers callers;
    private final SiteSettings site;

    Gate(Callers callers, SiteSettings site) {
        this.callers = callers;
        this.site = site;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request, SimpleResourceInfo resource) throws NoSuchMethodException {
        var needs = needs(resource);
        if (needs == null) {
            throw new ProblemException(Kind.NOT_FOUND, "not_found", "There is nothing at this address.");
        }
        var caller = callers.current();
        var least =
                !site.membersOnly() || isDoor(request.getUriInfo().getPath(), caller) ? needs.value() : member(needs);
        if (!caller.signedIn() && !caller.may(least, needs.scope()) && isPage(request)) {
            var path = request.getUriInfo().getRequestUri();
            String next = path.getRawPath() + (path.getRawQuery() == null ? "" : "?" + path.getRawQuery());
            return Response.status(Response.Status.SEE_OTHER)
                    .header("Location", WayBack.signInFor(next))
                    .build();
        }
        Callers.require(caller, least, needs.scope());
        return null;
    }

    private static Role member(Needs needs) {
        return needs.value() == Role.VISITOR ? Role.VIEWER : needs.value();
    }

    /**
     * What visitors need where only members may see anything; and single videos for those who were given a link, of which
     * {@code VideoAccess} then decides whether it is to this one.
     */
    private static boolean isDoor(String path, Caller caller) {
        return DOORS.stream().anyMatch(door -> path.equals(door) || path.startsWith(door + "/"))
                || !caller.links().isEmpty() && OF_ONE_VIDEO.matcher(path).matches();
    }

    private static Needs needs(SimpleResourceInfo resource) throws NoSuchMethodException {
        var type = resource.getResourceClass();
        var method = type.getMethod(resource.getMethodName(), resource.parameterTypes());
        return method.isAnnotationPresent(Needs.class)
                ? method.getAnnotation(Needs.class)
                : type.getAnnotation(Needs.class);
    }

    private static boolean isPage(ContainerRequestContext request) {
        String accept = request.getHeaderString("Accept");
        return request.getMethod().equals("GET")
                && !request.getUriInfo().getPath().startsWith("/api")
                && accept != null
                && accept.contains(MediaType.TEXT_HTML);
    }
}
