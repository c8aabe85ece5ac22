package dev.millrace.words;

import dev.millrace.account.IdempotencyKey;
import dev.millrace.captions.CaptionDecoder;
import dev.millrace.captions.CaptionReader;
import dev.millrace.media.Languages;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Takes in caption files that people upload: SubRip or WebVTT in any charset. */
@ApplicationScoped
public class CaptionIntake {

    private final CaptionLibrary captions;
    private final CaptionConfig config;

    CaptionIntake(CaptionLibrary captions, CaptionConfig config) {
        this.captions = captions;
        this.config = config;
    }

    /**
     * Adds what the file holds; a problem when it cannot be read. Who may is asked before.
     *
     * @param file null when there was none
     * @param charset null or blank: found out
     * @param idempotencyKey null when the client gave none
     */
    public CaptionView take(
            UUID video, Path file, String language, String label, String kind, String charset, String idempotencyKey) {
        IdempotencyKey.check(idempotencyKey);
        String asked = charset == null || charset.isBlank() ? null : charset.strip();
        if (asked != null && !CaptionDecoder.knows(asked)) {
            throw new InvalidFieldsException("charset", "must be the name of a charset, such as windows-1251");
        }
        var text = CaptionDecoder.decode(bytes(file), asked, language == null ? Languages.UNKNOWN : language);
        var cues = CaptionReader.read(text);
        if (cues.isEmpty()) {
            throw invalid(
                    "captions_unreadable", "No caption was found in the file: it is neither SubRip (.srt) nor WebVTT.");
        }
        return captions.add(video, NewCaption.uploaded(language, label, kind, cues), idempotencyKey);
    }

    private byte[] bytes(Path file) {
        if (file == null) {
            throw invalid("file_missing", "There is no file in the upload: send one, in a part named file.");
        }
        try {
            long most = config.maxSize().asLongValue();
            long size = Files.size(file);
            if (size > most) {
                throw new ProblemException(
                        Kind.TOO_LARGE,
                        "captions_too_large",
                        "The file has " + size + " bytes; captions have at most " + most + ".");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded file cannot be read", e);
        }
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(Kind.INVALID, code, message);
    }
}
