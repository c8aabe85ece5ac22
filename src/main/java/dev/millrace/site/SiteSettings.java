package dev.millrace.site;

import dev.millrace.signal.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What administrators have set for the whole service. Held in memory, read again on every node when it changes; asking
 * never blocks.
 */
@ApplicationScoped
public class SiteSettings {

    static final String CHANGED = "site_changed";
    static final String DEFAULT_NAME = "Millrace";

    /** After the node hears signals, so that no change is missed. */
    private static final int AFTER_SIGNALS = 3000;

    private final EntityManager database;
    private final Signals signals;
    private volatile Map<SiteSetting, String> known = Map.of();

    SiteSettings(EntityManager database, Signals signals) {
        this.database = database;
        this.signals = signals;
    }

    void start(@Observes @Priority(AFTER_SIGNALS) StartupEvent event) {
        readAgain();
    }

    /** Empty for the default. */
    public Optional<String> value(SiteSetting setting) {
        return Optional.ofNullable(known.get(setting));
    }

    /** A choice of two; empty for the default. */
    public Optional<Boolean> flag(SiteSetting setting) {
        return value(setting).map(Boolean::valueOf);
    }

    /** What the pages call the service. */
    public String name() {
        return value(SiteSetting.NAME).orElse(DEFAULT_NAME);
    }

    /** Whether visitors see nothing before they sign in. */
    public boolean membersOnly() {
        return flag(SiteSetting.MEMBERS_ONLY).orElse(false);
    }

    /** Those that differ from their defaults, as the database has them now. */
    @Transactional
    public Map<SiteSetting, String> stored() {
        List<?> rows = database.createNativeQuery("select key, value from site_setting")
                .getResultList();
        var found = new EnumMap<SiteSetting, String>(SiteSetting.class);
        for (var row : rows) {
            var columns = (Object[]) row;
            SiteSetting.of((String) columns[0]).ifPresent(s -> found.put(s, (String) columns[1]));
        }
        return Map.copyOf(found);
    }

    /** Changes what is named and leaves the rest; an empty value takes the default. All of it, or nothing when one is wrong. */
    @Transactional
    public void change(Map<SiteSetting, String> wanted) {
        var clean = new EnumMap<SiteSetting, String>(SiteSetting.class);
        wanted.forEach((setting, value) -> clean.put(setting, setting.read(value)));
        clean.forEach(this::store);
        signals.send(CHANGED, "");
    }

    void readAgain() {
        known = QuarkusTransaction.requiringNew().call(this::stored);
    }

    private void store(SiteSetting setting, String value) {
        var sql = value.isEmpty()
                ? "delete from site_setting where key = :key"
                : """
                insert into site_setting (key, value) values (:key, :value)
                on conflict (key) do update set value = excluded.value, changed_at = now()""";
        var query = database.createNativeQuery(sql).setParameter("key", setting.key());
        if (!value.isEmpty()) {
            query.setParameter("value", value);
        }
        query.executeUpdate();
    }
}
