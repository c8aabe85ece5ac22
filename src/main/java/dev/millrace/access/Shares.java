package dev.millrace.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.account.Accounts;
import dev.millrace.account.LinkKeeper;
import dev.millrace.account.Secret;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a private video is shared with: accounts by name, and whoever has a link, until it ends. Who may change that is asked
 * before.
 */
@ApplicationScoped
public class Shares implements LinkKeeper {

    private static final int MOST_HOURS = 365 * 24;
    private static final int AT_MOST = 200;

    /** An account that a video is shared with. */
    public record ShareView(String login, String name) {}

    /** A link; its address only in the answer that makes it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LinkView(UUID id, Instant createdAt, Instant expiresAt, String url) {}

    /** A link and what opens it, which is stored nowhere. */
    public record MadeLink(UUID video, LinkView link, String secret) {

        public LinkView at(String base) {
            String url = base + "/watch/" + video + "?share=" + secret;
            return new LinkView(link.id(), link.createdAt(), link.expiresAt(), url);
        }
    }

    private final EntityManager database;
    private final Accounts accounts;
    private final Event<AccessChanged> events;

    Shares(EntityManager database, Accounts accounts, Event<AccessChanged> events) {
        this.database = database;
        this.accounts = accounts;
        this.events = events;
    }

    @Transactional
    public List<ShareView> list(UUID video) {
        List<?> rows = database.createNativeQuery(
                        """
                        select a.login, a.name from video_share s join account a on a.id = s.account_id
                        where s.video_id = :video order by a.login""")
                .setParameter("video", video)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new ShareView((String) row[0], (String) row[1]))
                .toList();
    }

    @Transactional
    public void share(UUID video, String login) {
        var account = accounts.findByLogin(login)
                .orElseThrow(() -> new InvalidFieldsException("login", "belongs to nobody here"));
        requireFew(list(video).size());
        database.createNativeQuery(
                        "insert into video_share (video_id, account_id) values (:video, :account) on conflict do nothing")
                .setParameter("video", video)
                .setParameter("account", account.id())
                .executeUpdate();
    }

    @Transactional
    public void unshare(UUID video, String login) {
        int gone = database.createNativeQuery(
                        """
                        delete from video_share where video_id = :video
                            and account_id = (select id from account where login = lower(:login))""")
                .setParameter("video", video)
                .setParameter("login", login)
                .executeUpdate();
        if (gone == 0) {
            throw new ProblemException(Kind.NOT_FOUND, "share_not_found", "The video is not shared with them.");
        }
        events.fire(new AccessChanged(video));
    }

    @Transactional
    public List<LinkView> links(UUID video) {
        List<?> rows = database.createNativeQuery(
                        """
                        select id, created_at, expires_at from share_link
                        where video_id = :video and expires_at > now() order by created_at desc, id""")
                .setParameter("video", video)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new LinkView((UUID) row[0], (Instant) row[1], (Instant) row[2], null))
                .toList();
    }

    @Transactional
    public MadeLink link(UUID video, int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new InvalidFieldsException("hours", "must be from 1 to " + MOST_HOURS);
        }
        requireFew(links(video).size());
        var id = UUID.randomUUID();
        String secret = Secret.next();
        database.createNativeQuery(
                        """
                        insert into share_link (id, video_id, hash, expires_at)
                        values (:id, :video, :hash, now() + :hours * interval '1 hour')""")
                .setParameter("id", id)
                .setParameter("video", video)
                .setParameter("hash", Secret.hash(secret))
                .setParameter("hours", hours)
                .executeUpdate();
        var made =
                links(video).stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
        return new MadeLink(video, made, secret);
    }

    @Transactional
    public void unlink(UUID video, UUID link) {
        int gone = database.createNativeQuery("delete from share_link where video_id = :video and id = :link")
                .setParameter("video", video)
                .setParameter("link", link)
                .executeUpdate();
        if (gone == 0) {
            throw new ProblemException(Kind.NOT_FOUND, "link_not_found", "The video has no such link.");
        }
        events.fire(new AccessChanged(video));
    }

    @Override
    @Transactional
    public Map<String, UUID> known(Set<String> secrets) {
        var hashes = new HashMap<String, String>();
        secrets.forEach(secret -> hashes.put(HexFormat.of().formatHex(Secret.hash(secret)), secret));
        List<?> rows = database.createNativeQuery(
                        """
                        select encode(hash, 'hex'), id from share_link
                        where encode(hash, 'hex') = any(:hashes) and expires_at > now()""")
                .setParameter("hashes", hashes.keySet().toArray(String[]::new))
                .getResultList();
        var found = new HashMap<String, UUID>();
        for (var row : rows) {
            var columns = (Object[]) row;
            found.put(hashes.get((String) columns[0]), (UUID) columns[1]);
        }
        return found;
    }

    /** Whose account may do less has what was handed out for the private videos it could see taken back. */
    void rightsLost(@Observes Accounts.RightsLost event) {
        List<?> videos = database.createNativeQuery(
                        """
                        select id from video v where visibility = 'private' and (owner_id = :account or exists (
                            select 1 from video_share s where s.video_id = v.id and s.account_id = :account))""",
                        UUID.class)
                .setParameter("account", event.account())
                .getResultList();
        videos.forEach(video -> events.fire(new AccessChanged((UUID) video)));
    }

    private static void requireFew(int there) {
        if (there >= AT_MOST) {
            throw new ProblemException(
                    Kind.CONFLICT, "too_many_shares", "A video is shared at most " + AT_MOST + " times.");
        }
    }
}
