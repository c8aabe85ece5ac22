package dev.millrace.web;

import dev.millrace.account.AccountConfig;
import dev.millrace.account.Accounts;
import dev.millrace.account.Callers;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.UUID;

/** Who a page is made for. In templates: <code>{inject:visitor.name}</code>. */
@Named("visitor")
@ApplicationScoped
public class Visitor {

    private final Callers callers;
    private final Accounts accounts;
    private final AccountConfig config;
    private final SiteSettings site;
    private final CurrentVertxRequest request;

    Visitor(Callers callers, Accounts accounts, AccountConfig config, SiteSettings site, CurrentVertxRequest request) {
        this.site = site;
        this.request = request;
        this.callers = callers;
        this.accounts = accounts;
        this.config = config;
    }

    public boolean isSignedIn() {
        return callers.current().signedIn();
    }

    /** Null when not signed in. */
    public String getName() {
        return callers.current().name();
    }

    /** The account's id; null for visitors and for the operator's token. */
    public UUID getAccount() {
        return callers.current().account();
    }

    /** One letter or sign to stand for the name. */
    public String getInitial() {
        String name = getName();
        return name == null || name.isEmpty()
                ? "?"
                : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
    }

    public boolean isUploader() {
        return callers.current().may(Role.UPLOADER, Scope.UPLOAD);
    }

    public boolean isModerator() {
        return callers.current().isModerator();
    }

    public boolean isAdmin() {
        return callers.current().isAdmin();
    }

    public boolean isWelcomeToSignUp() {
        return site.flag(SiteSetting.OPEN_SIGN_UP).orElse(config.openSignUp());
    }

    /** The address to sign in at, from where one comes back to the page that is shown. */
    public String getSignIn() {
        boolean known = Arc.container().requestContext().isActive() && request.getCurrent() != null;
        return known ? WayBack.signIn(request.getCurrent().request()) : "/login";
    }

    /** Whether there is no account yet. */
    public boolean isUnclaimed() {
        return !accounts.anyAdmin();
    }

    /** What the service is called. */
    public String getSite() {
        return site.name();
    }

    /** What forms bring back; empty without a session. */
    public String getCsrf() {
        String csrf = callers.current().csrf();
        return csrf == null ? "" : csrf;
    }
}
