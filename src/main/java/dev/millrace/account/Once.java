package dev.millrace.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Makes one thing of all requests that bring the same Idempotency-Key, for 24 hours. The key is taken, the thing made and
 * the answer kept in one transaction: whatever breaks off leaves all of it or nothing, and what failed can be tried again.
 * PostgreSQL lets a second request wait for the end of the first one.
 *
 * <p>Keys belong to an account, however it shows who it is, or to the operator's token, and to one call.
 */
@ApplicationScoped
public class Once {

    /** An answer, and the SHA-256 of the body that asked for it. */
    record Kept(byte[] asked, JsonNode answer) {}

    private final EntityManager database;
    private final Callers callers;
    private final ObjectMapper json;
    private final ObjectMapper canonical;

    Once(EntityManager database, Callers callers, ObjectMapper json) {
        this.database = database;
        this.callers = callers;
        this.json = json;
        // what is left out and what is null are the same wish, also to a version that knows more fields
        this.canonical = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }

    /**
     * What is made now, or what the same request was answered before. Whether the caller may is asked before, each time;
     * whatever else can refuse belongs into {@code making}, which joins the transaction.
     *
     * @param key null when the client gave none: then it is made
     * @param call method and path
     * @param body what was sent; the same key with another one is refused
     * @param type of the answer, which must be the same after having been JSON
     */
    @Transactional
    public <T> T answer(String key, String call, Object body, Class<T> type, Supplier<T> making) {
        if (key == null) {
            return making.get();
        }
        IdempotencyKey.check(key);
        var seal = new AnswerSeal(key, name(callers.current()), call);
        byte[] asked = hash(body);
        if (!take(seal)) {
            return before(seal, asked, type);
        }
        var made = making.get();
        keep(seal, new Kept(asked, json.valueToTree(made)));
        return made;
    }

    /** False when another has it, also when that had to be waited for. */
    private boolean take(AnswerSeal seal) {
        database.createNativeQuery(
                        "delete from kept_answer where place = :place and created_at <= now() - interval '24 hours'")
                .setParameter("place", seal.place())
                .executeUpdate();
        return database.createNativeQuery("insert into kept_answer (place) values (:place) on conflict do nothing")
                        .setParameter("place", seal.place())
                        .executeUpdate()
                == 1;
    }

    private <T> T before(AnswerSeal seal, byte[] asked, Class<T> type) {
        byte[] sealed =
                (byte[]) database.createNativeQuery("select sealed from kept_answer where place = :place", byte[].class)
                        .setParameter("place", seal.place())
                        .getSingleResult();
        try {
            var kept = json.readValue(seal.open(sealed), Kept.class);
            if (!Arrays.equals(kept.asked(), asked)) {
                throw new ProblemException(
                        Kind.UNPROCESSABLE,
                        "idempotency_key_reused",
                        "This Idempotency-Key came with another body before. Each request has a key of its own.");
            }
            return json.treeToValue(kept.answer(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(AnswerSeal seal, Kept kept) {
        database.createNativeQuery("update kept_answer set sealed = :sealed where place = :place")
                .setParameter("sealed", seal.seal(bytes(json, kept)))
                .setParameter("place", seal.place())
                .executeUpdate();
    }

    /** An hour later than they end, so that none goes while it is read. */
    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void forgetOld() {
        database.createNativeQuery("delete from kept_answer where created_at <= now() - interval '25 hours'")
                .executeUpdate();
    }

    private byte[] hash(Object body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(canonical, body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Caller caller) {
        if (!caller.signedIn()) {
            throw new IllegalStateException("visitors make nothing");
        }
        return caller.account() == null ? "the operator" : caller.account().toString();
    }
}
