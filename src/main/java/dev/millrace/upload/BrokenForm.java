package dev.millrace.upload;

import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import java.io.IOException;
import java.util.Optional;

/** Tells what the form decoder disliked; its exceptions are no part of Vert.x's contract, so they stay in here. */
final class BrokenForm {

    private BrokenForm() {}

    /** Empty when it was not the form but the connection. */
    static Optional<ProblemException> problemOf(Throwable failure) {
        if (failure instanceof TooManyFormFieldsException) {
            return invalid("too_many_fields", "The upload has too many fields.");
        }
        if (failure instanceof TooLongFormFieldException
                || failure instanceof ErrorDataDecoderException && failure.getCause() instanceof IOException) {
            return invalid("field_too_long", "A field beside the file is too long.");
        }
        if (failure instanceof ErrorDataDecoderException) {
            return invalid("malformed_upload", "The upload is not a whole multipart form.");
        }
        return Optional.empty();
    }

    private static Optional<ProblemException> invalid(String code, String message) {
        return Optional.of(new ProblemException(Kind.INVALID, code, message));
    }
}
