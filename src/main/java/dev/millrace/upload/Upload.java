package dev.millrace.upload;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.account.IdempotencyKey;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.problem.Problems;
import dev.millrace.site.FormAnswer;
import dev.millrace.video.VideoView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * One multipart request: its file goes to disk as it comes, its fields are gathered, and in the end there is a video or
 * nothing. Ends in exactly one of {@link #answer} and {@link #fail}.
 *
 * <p>Confined to the request's event loop.
 */
class Upload {

    private static final Logger LOG = Logger.getLogger(Upload.class);

    /** How long a refused client may go on sending, to read its answer instead of a reset connection. */
    private static final long LINGER_MILLIS = 2_000;

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final boolean form;
    private final String base;
    private final Intake intake;
    private final String idempotencyKey;
    private final Caller caller;

    private SourceFile file;
    private FileIntake bytes;
    private MarkIntake mark;

    /** Null before there are any, and when they are checked. */
    private FieldsBefore fields;

    private FormEnd formEnd;

    /** What came beside the file; null before all has come. */
    private UploadFields typed;

    private String fileName;
    private boolean over;
    private boolean bodyEnded;

    /** {@code form} says that a person sent it: the answers are pages. */
    Upload(RoutingContext routing, boolean form, String base, Intake intake) {
        this.routing = routing;
        this.request = routing.request();
        this.vertx = routing.vertx();
        this.form = form;
        this.base = base;
        this.intake = intake;
        this.caller = Callers.of(routing);
        this.idempotencyKey = request.getHeader("Idempotency-Key");
    }

    void receive() {
        request.pause();
        request.exceptionHandler(this::broken);
        try {
            checkHead();
        } catch (ProblemException e) {
            fail(e);
            return;
        }
        blocking(this::prepare)
                .onFailure(this::fail)
                .onSuccess(before -> before.ifPresentOrElse(this::answer, this::readBody));
    }

    private void checkHead() {
        Callers.require(caller, Role.UPLOADER, Scope.UPLOAD);
        long length = contentLength();
        intake.checkBodySize(length);
        String type = request.getHeader("Content-Type");
        request.headers().set("Content-Type", FormType.read(type));
        IdempotencyKey.check(idempotencyKey);
    }

    private Optional<VideoView> prepare() {
        if (idempotencyKey != null) {
            var before = intake.createdWith(caller, idempotencyKey, base);
            if (before.isPresent()) {
                return before;
            }
        }
        intake.ensureRoomFor(contentLength());
        return Optional.empty();
    }

    private void readBody() {
        if (over) {
            return; // the client went away meanwhile
        }
        try {
            request.setExpectMultipart(true);
            fields = new FieldsBefore(request.getHeader("Content-Type"));
            formEnd = new FormEnd(request.getHeader("Content-Type"));
        } catch (RuntimeException e) { // the decoder does not like the boundary
            fail(malformed());
            return;
        }
        request.uploadHandler(this::part).endHandler(end -> bodyEnded());
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            routing.response().writeContinue();
        }
        request.handler(this::checkSoFar);
        request.resume();
    }

    /** What can be told of a body of which so much has come; its parts hear of these bytes before. */
    private void checkSoFar(Buffer bytes) {
        if (over) {
            return;
        }
        try {
            intake.checkBodySize(request.bytesRead());
            formEnd.add(bytes);
            if (fields != null) {
                fields.add(bytes);
            }
            if (fields != null && file != null) {
                var before = fields;
                fields = null;
                UploadFields.of(before.read()).check(mark != null);
            }
        } catch (ProblemException e) {
            fail(e);
        }
    }

    private void part(HttpServerFileUpload part) {
        if (over || part.filename() == null || part.filename().isEmpty()) {
            part.handler(ignored -> {});
        } else if (part.name().equals("watermark") && mark == null) {
            mark = new MarkIntake(part, this::fail);
        } else if (!part.name().equals("file")) {
            part.handler(ignored -> {});
        } else if (file != null) {
            part.handler(ignored -> {});
            fail(invalid("too_many_files", "Send one file at a time."));
        } else {
            fileName = part.filename();
            file = intake.newFile();
            bytes = new FileIntake(vertx, request, part, file);
            bytes.written().onFailure(this::fail);
        }
    }

    private void bodyEnded() {
        bodyEnded = true;
        if (over) {
            return;
        }
        typed = UploadFields.of(request.formAttributes());
        if (file == null) {
            fail(invalid("file_missing", "There is no file in the upload: choose one, in a part named file."));
        } else if (!bytes.ended() || mark != null && !mark.ended() || !formEnd.isThere()) {
            fail(malformed());
        } else {
            bytes.written().onSuccess(written -> publish());
        }
    }

    private void publish() {
        if (over) {
            return;
        }
        blocking(() -> publish(typed)).onSuccess(this::answer).onFailure(this::fail);
    }

    /** Blocks. */
    private VideoView publish(UploadFields all) throws IOException {
        var image = mark == null ? null : intake.newFile();
        try {
            if (image != null) {
                mark.writeTo(image);
            }
            return intake.publish(file, image, all, fileName, caller, idempotencyKey, base);
        } finally {
            if (image != null) {
                image.discard();
            }
        }
    }

    private void answer(VideoView video) {
        if (over) {
            return;
        }
        over = true;
        discard();
        var response = routing.response();
        if (response.closed()) {
            return;
        }
        if (form) {
            response.setStatusCode(303)
                    .putHeader("Location", "/watch/" + video.id())
                    .end();
        } else {
            response.setStatusCode(201)
                    .putHeader("Location", "/api/videos/" + video.id())
                    .putHeader("Content-Type", "application/json")
                    .end(intake.toJson(video));
        }
        dropRest();
    }

    private void fail(Throwable failure) {
        if (over) {
            return;
        }
        over = true;
        discard();
        if (form && typed != null && failure instanceof ProblemException problem && problem.kind() == Kind.INVALID) {
            blocking(() -> intake.form().draw(routing, typed, problem))
                    .onSuccess(page -> giveBack(page, Problems.status(problem)))
                    .onFailure(e -> {
                        LOG.warn("The upload form could not be drawn again", e);
                        intake.problems().answer(routing, inWordsOfTheForm(failure), true);
                    });
        } else {
            intake.problems().answer(routing, form ? inWordsOfTheForm(failure) : failure, form);
        }
        dropRest();
    }

    private static Throwable inWordsOfTheForm(Throwable failure) {
        return failure instanceof InvalidFieldsException fields
                ? new ProblemException(Kind.INVALID, fields.code(), FormAnswer.sentence(fields))
                : failure;
    }

    private void giveBack(String page, int status) {
        var response = routing.response();
        if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "text/html;charset=utf-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(page);
        }
    }

    /** The connection is gone, or the decoder cannot make sense of the body. */
    private void broken(Throwable failure) {
        if (over) {
            return;
        }
        var problem = BrokenForm.problemOf(failure);
        if (problem.isPresent()) {
            fail(problem.get());
        } else {
            over = true;
            LOG.debugf("An upload broke off after %d bytes and is forgotten: %s", request.bytesRead(), failure);
            discard();
        }
    }

    private void discard() {
        if (file != null) {
            bytes.stop().onComplete(stopped -> blocking(() -> {
                        file.discard();
                        return null;
                    })
                    .onFailure(e -> LOG.warn("An upload's work folder stays behind until the next start", e)));
        }
    }

    /** Reads on for a moment, so that a client that only sends gets to see the answer; then hangs up. */
    private void dropRest() {
        if (bodyEnded || request.isEnded()) {
            return;
        }
        request.handler(ignored -> {}).endHandler(end -> bodyEnded = true).resume();
        vertx.setTimer(LINGER_MILLIS, timer -> {
            if (!bodyEnded) {
                request.connection().close();
            }
        });
    }

    private long contentLength() {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw invalid("bad_request", "The Content-Length is not a number.");
        }
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private static ProblemException malformed() {
        return invalid("malformed_upload", "The upload is not a whole multipart form.");
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(Kind.INVALID, code, message);
    }
}
