package dev.millrace.site;

import dev.millrace.signal.SignalListener;
import jakarta.enterprise.context.ApplicationScoped;

/** Hears that the site's settings changed, on whatever node. */
@ApplicationScoped
class SiteChangedListener implements SignalListener {

    private final SiteSettings settings;

    SiteChangedListener(SiteSettings settings) {
        this.settings = settings;
    }

    @Override
    public String channel() {
        return SiteSettings.CHANGED;
    }

    @Override
    public void received(String payload) {
        settings.readAgain();
    }

    @Override
    public void reconnected() {
        settings.readAgain();
    }
}
