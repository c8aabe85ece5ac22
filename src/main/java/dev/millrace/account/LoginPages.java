package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.site.ClientAddress;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class LoginPages {

    /** templates/account/login-page.html; {@code problem} is null at first. */
    @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LoginPage(String login, String next, String problem) implements TemplateInstance {}

    private final Accounts accounts;
    private final SignIn signIn;
    private final Callers callers;
    private final ClientAddress clients;

    LoginPages(Accounts accounts, SignIn signIn, Callers callers, ClientAddress clients) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.callers = callers;
        this.clients = clients;
    }

    /** Leads on whoever is signed in already. */
    @GET
    @Path("login")
    public RestResponse<TemplateInstance> form(@RestQuery String next) {
        return callers.current().csrf() == null
                ? RestResponse.ok(new LoginPage("", SignIn.ownPath(next), null))
                : SeeOther.to(SignIn.ownPath(next));
    }

    @POST
    @Path("login")
    public RestResponse<TemplateInstance> login(
            @RestForm String login, @RestForm String password, @RestForm String next, HttpServerRequest request) {
        try {
            var known = accounts.authenticate(login, password == null ? "" : password, clients.of(request));
            signIn.as(known, request);
            return SeeOther.to(SignIn.ownPath(next));
        } catch (ProblemException e) {
            return FormAnswer.of(
                    new LoginPage(NewAccount.login(login), SignIn.ownPath(next), FormAnswer.sentence(e)), e);
        }
    }

    @POST
    @Path("logout")
    public RestResponse<TemplateInstance> logout(@RestForm String next, HttpServerRequest request) {
        signIn.out(request);
        return SeeOther.to(SignIn.ownPath(next));
    }
}
