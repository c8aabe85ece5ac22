package dev.millrace.account;

import dev.millrace.account.ApiKeys.KeyView;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** One's own account: name, password, sessions, keys. */
@Path("/account")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.VIEWER, scope = Scope.MANAGE)
class AccountPages {

    private static final String KEY = "key";

    private static final String PASSWORD_CHANGED =
            "Your password is changed, and other browsers are signed out. Your API keys stay as they are.";

    /**
     * templates/account/account-page.html.
     *
     * @param made the key that was just made, to be shown this once; else null
     * @param problem what was wrong with a form, else null
     * @param done what was changed, else null
     */
    @CheckedTemplate(basePath = "account", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record AccountPage(
            AccountView account,
            List<KeyView> keys,
            long sessions,
            List<Scope> scopes,
            KeyView made,
            String problem,
            String done)
            implements TemplateInstance {}

    private final Callers callers;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final SignIn signIn;
    private final ShownOnce once;
    private final ClientAddress clients;

    AccountPages(
            Callers callers,
            Accounts accounts,
            ApiKeys keys,
            Sessions sessions,
            SignIn signIn,
            ShownOnce once,
            ClientAddress clients) {
        this.callers = callers;
        this.accounts = accounts;
        this.keys = keys;
        this.sessions = sessions;
        this.signIn = signIn;
        this.once = once;
        this.clients = clients;
    }

    /** {@code done} after a form that leads here, such as a new password's: the page then belongs to a new session. */
    @GET
    public TemplateInstance account(@RestQuery String done, HttpServerRequest request) {
        var made = once.take(request, KEY, this::key).orElse(null);
        return page(made, null, sentence(done));
    }

    private static String sentence(String done) {
        return switch (done == null ? "" : done) {
            case "password" -> PASSWORD_CHANGED;
            case "preferences" -> "Your preferences are saved.";
            default -> null;
        };
    }

    @POST
    @Path("name")
    public RestResponse<TemplateInstance> rename(@RestForm String name) {
        return answer(() -> {
            accounts.rename(me().id(), name);
            return RestResponse.ResponseBuilder.<TemplateInstance>ok(page(null, null, "Your name is changed."))
                    .header("Cache-Control", "no-store")
                    .build();
        });
    }

    @POST
    @Path("password")
    public RestResponse<TemplateInstance> changePassword(
            @RestForm String old, @RestForm String password, HttpServerRequest request) {
        return answer(() -> {
            var me = me();
            accounts.changePassword(me.id(), old == null ? "" : old, password, clients.of(request));
            signIn.as(accounts.known(me), request);
            return SeeOther.to("/account?done=password");
        });
    }

    @POST
    @Path("sign-out-everywhere")
    public RestResponse<TemplateInstance> signOutEverywhere(HttpServerRequest request) {
        sessions.closeAll(me().id());
        signIn.out(request);
        return SeeOther.to("/login");
    }

    /** Leads to the page that shows the key once; it is kept nowhere else. */
    @POST
    @Path("keys")
    public RestResponse<TemplateInstance> createKey(
            @RestForm String name, @RestForm List<String> scope, HttpServerRequest request) {
        return answer(() -> {
            var wanted = EnumSet.noneOf(Scope.class);
            offered(me()).stream().filter(s -> scope.contains(s.key())).forEach(wanted::add);
            var made = keys.create(callers.current(), name, wanted);
            once.keep(request, KEY, made.id(), made.key());
            return SeeOther.to("/account#keys");
        });
    }

    private Optional<KeyView> key(ShownOnce.Made made) {
        return keys.list(me().id()).stream()
                .filter(k -> k.id().equals(made.id()))
                .map(k -> k.with(made.secret()))
                .findFirst();
    }

    @POST
    @Path("keys/{id}/revoke")
    public RestResponse<TemplateInstance> revokeKey(@RestPath UUID id) {
        keys.revoke(me().id(), id);
        return SeeOther.to("/account#keys");
    }

    /** What a form leads to, or the page with what was wrong with it. */
    private RestResponse<TemplateInstance> answer(Supplier<RestResponse<TemplateInstance>> change) {
        try {
            return change.get();
        } catch (ProblemException e) {
            return FormAnswer.of(page(null, FormAnswer.sentence(e), null), e);
        }
    }

    private AccountPage page(KeyView made, String problem, String done) {
        var me = me();
        return new AccountPage(me, keys.list(me.id()), sessions.count(me.id()), offered(me), made, problem, done);
    }

    /** What a key of an account can be good for. */
    private static List<Scope> offered(AccountView me) {
        boolean more = me.role().atLeast(Role.MODERATOR);
        return more ? List.of(Scope.values()) : List.of(Scope.READ, Scope.UPLOAD, Scope.MANAGE);
    }

    /** Of whoever came by a session: what is done here is not for keys. */
    private AccountView me() {
        var caller = callers.current();
        if (caller.csrf() == null) {
            throw new ProblemException(
                    ProblemException.Kind.FORBIDDEN, "forbidden", "This page is for people who have signed in.");
        }
        var id = caller.account();
        return (id == null ? java.util.Optional.<AccountView>empty() : accounts.find(id))
                .orElseThrow(() -> new ProblemException(
                        ProblemException.Kind.NOT_FOUND, "no_account", "The operator's token has no account."));
    }
}
