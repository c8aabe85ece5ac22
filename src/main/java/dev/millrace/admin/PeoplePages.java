package dev.millrace.admin;

import dev.millrace.account.AccountView;
import dev.millrace.account.Accounts;
import dev.millrace.account.Callers;
import dev.millrace.account.Invites;
import dev.millrace.account.Invites.InviteView;
import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.account.ShownOnce;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.site.FormAnswer;
import dev.millrace.site.PublicAddress;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Who has an account, what they may do, and links that make accounts. */
@Path("/admin/people")
@Produces(MediaType.TEXT_HTML)
@Blocking
@Needs(value = Role.ADMIN, scope = Scope.ADMIN)
class PeoplePages {

    private static final int PER_PAGE = 100;
    private static final String INVITE = "invite";

    /**
     * templates/admin/people-page.html.
     *
     * @param more how many others the search finds
     * @param me the account of whoever looks, null for the operator's token
     * @param made the invite that was just made, to be shown this once; else null
     * @param problem what was wrong with a form, else null
     */
    @CheckedTemplate(basePath = "admin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record PeoplePage(
            List<AccountView> accounts,
            int more,
            String q,
            UUID me,
            List<InviteView> invites,
            List<Role> roles,
            InviteView made,
            String problem,
            Instant now)
            implements TemplateInstance {}

    private final Accounts accounts;
    private final Invites invites;
    private final ShownOnce once;
    private final Callers callers;
    private final PublicAddress address;
    private final InstantSource clock;

    PeoplePages(
            Accounts accounts,
            Invites invites,
            ShownOnce once,
            Callers callers,
            PublicAddress address,
            InstantSource clock) {
        this.accounts = accounts;
        this.invites = invites;
        this.once = once;
        this.callers = callers;
        this.address = address;
        this.clock = clock;
    }

    @GET
    public TemplateInstance people(@RestQuery String q, HttpServerRequest request) {
        return page(q, once.take(request, INVITE, this::invite).orElse(null), null);
    }

    /** Where a form of this page was refused: who asks for that address again wants the page. */
    @GET
    @Path("{id}/role")
    public RestResponse<TemplateInstance> afterRole() {
        return SeeOther.to("/admin/people");
    }

    @GET
    @Path("invites")
    public RestResponse<TemplateInstance> afterInvite() {
        return SeeOther.to("/admin/people");
    }

    @POST
    @Path("{id}/role")
    public RestResponse<TemplateInstance> changeRole(@RestPath UUID id, @RestForm String role) {
        return back(() -> accounts.change(id, role(role), null));
    }

    @POST
    @Path("{id}/disable")
    public RestResponse<TemplateInstance> disable(@RestPath UUID id) {
        return back(() -> accounts.change(id, null, true));
    }

    @POST
    @Path("{id}/enable")
    public RestResponse<TemplateInstance> enable(@RestPath UUID id) {
        return back(() -> accounts.change(id, null, false));
    }

    @POST
    @Path("{id}/sign-out")
    public RestResponse<TemplateInstance> signOut(@RestPath UUID id) {
        return back(() -> accounts.signOutEverywhere(id));
    }

    /** Leads to the page that shows the link once; it is kept nowhere else. */
    @POST
    @Path("invites")
    public RestResponse<TemplateInstance> invite(@RestForm String role, HttpServerRequest request) {
        return back(() -> {
            var made = invites.create(callers.current().account(), role(role), Invites.DEFAULT_HOURS);
            once.keep(request, INVITE, made.id(), made.secret());
        });
    }

    private Optional<InviteView> invite(ShownOnce.Made made) {
        return invites.list().stream()
                .filter(i -> i.id().equals(made.id()))
                .map(i -> i.with(made.secret()).at(address.current()))
                .findFirst();
    }

    @POST
    @Path("invites/{id}/withdraw")
    public RestResponse<TemplateInstance> withdraw(@RestPath UUID id) {
        return back(() -> invites.withdraw(id));
    }

    private RestResponse<TemplateInstance> back(Runnable change) {
        try {
            change.run();
            return SeeOther.to("/admin/people");
        } catch (ProblemException e) {
            return FormAnswer.of(page(null, null, FormAnswer.sentence(e)), e);
        }
    }

    private PeoplePage page(String q, InviteView made, String problem) {
        String wanted = q == null ? "" : q.strip();
        var found = accounts.list().stream().filter(a -> matches(a, wanted)).toList();
        return new PeoplePage(
                found.stream().limit(PER_PAGE).toList(),
                Math.max(0, found.size() - PER_PAGE),
                wanted,
                callers.current().account(),
                invites.list(),
                List.of(Role.VIEWER, Role.UPLOADER, Role.MODERATOR, Role.ADMIN),
                made,
                problem,
                clock.instant());
    }

    private static boolean matches(AccountView account, String q) {
        return (account.login() + " " + account.name()).toLowerCase(Locale.ROOT).contains(q.toLowerCase(Locale.ROOT));
    }

    private static Role role(String key) {
        try {
            return Role.of(key);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldsException("role", "must be one of those offered");
        }
    }
}
