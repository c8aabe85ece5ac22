package dev.millrace.account;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.ClientAddress;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.SeeOther;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The ways to an account: the first one by the link in the log, others by invite, or freely where that is allowed. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(Role.VISITOR)
class JoinPages {

    /**
     * templates/account/join-page.html.
     *
     * @param action where the form goes
     * @param setup whether this is the first account
     * @param token of the setup, null otherwise
     * @param problem null at first
     */
    @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record JoinPage(String action, boolean setup, String token, String login, String name, String problem)
            implements TemplateInstance {}

    private final Accounts accounts;
    private final Invites invites;
    private final Setup setup;
    private final SignIn signIn;
    private final AccountConfig config;
    private final SiteSettings site;
    private final ClientAddress clients;

    JoinPages(
            Accounts accounts,
            Invites invites,
            Setup setup,
            SignIn signIn,
            AccountConfig config,
            SiteSettings site,
            ClientAddress clients) {
        this.site = site;
        this.accounts = accounts;
        this.invites = invites;
        this.setup = setup;
        this.signIn = signIn;
        this.config = config;
        this.clients = clients;
    }

    @GET
    @Path("setup")
    public TemplateInstance setup(@RestQuery String token) {
        setup.requireToken(token);
        return new JoinPage("/setup", true, token, "", "", null);
    }

    @POST
    @Path("setup")
    public RestResponse<TemplateInstance> setUp(
            @RestForm String token,
            @RestForm String login,
            @RestForm String name,
            @RestForm String password,
            HttpServerRequest request) {
        setup.requireToken(token);
        return make(
                () -> setup.finish(token, NewAccount.of(login, name, password)),
                "/upload",
                problem -> new JoinPage("/setup", true, token, text(login), text(name), problem),
                request);
    }

    @GET
    @Path("join/{secret}")
    public TemplateInstance invited(@RestPath String secret) {
        requireInvite(secret);
        return new JoinPage("/join/" + secret, false, null, "", "", null);
    }

    @POST
    @Path("join/{secret}")
    public RestResponse<TemplateInstance> join(
            @RestPath String secret,
            @RestForm String login,
            @RestForm String name,
            @RestForm String password,
            HttpServerRequest request) {
        requireInvite(secret);
        return make(
                () -> accounts.join(secret, NewAccount.of(login, name, password)),
                "/",
                problem -> new JoinPage("/join/" + secret, false, null, text(login), text(name), problem),
                request);
    }

    @GET
    @Path("sign-up")
    public TemplateInstance signUp() {
        requireOpen();
        return new JoinPage("/sign-up", false, null, "", "", null);
    }

    @POST
    @Path("sign-up")
    public RestResponse<TemplateInstance> signUp(
            @RestForm String login, @RestForm String name, @RestForm String password, HttpServerRequest request) {
        requireOpen();
        return make(
                () -> accounts.signUp(NewAccount.of(login, name, password), Role.VIEWER, clients.of(request)),
                "/",
                problem -> new JoinPage("/sign-up", false, null, text(login), text(name), problem),
                request);
    }

    private interface Making {
        AccountView make();
    }

    private RestResponse<TemplateInstance> make(
            Making making, String next, Function<String, TemplateInstance> again, HttpServerRequest request) {
        try {
            signIn.as(accounts.known(making.make()), request);
            return SeeOther.to(next);
        } catch (ProblemException e) {
            return FormAnswer.of(again.apply(FormAnswer.sentence(e)), e);
        }
    }

    private void requireInvite(String secret) {
        if (invites.find(secret).isEmpty()) {
            throw Accounts.noInvite();
        }
    }

    private void requireOpen() {
        if (!site.flag(SiteSetting.OPEN_SIGN_UP).orElse(config.openSignUp()) || !accounts.any()) {
            throw new ProblemException(
                    Kind.NOT_FOUND,
                    "sign_up_closed",
                    "Accounts here are made by invite. Ask an administrator for one.");
        }
    }

    private static String text(String raw) {
        return raw == null ? "" : raw;
    }
}
