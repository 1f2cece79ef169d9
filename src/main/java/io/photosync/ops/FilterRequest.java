package io.photosync.ops;

import io.photosync.deadletter.LetterFilter;
import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent;
import io.photosync.ledger.SearchWords;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The filter of a request, unchecked. */
public record FilterRequest(
        @Schema(description = "Failure code", implementation = FailureCode.class)
        Optional<String> code,

        @Schema(description = "Id or user principal name") Optional<String> user,

        @Schema(description = "Last failure at or after this time, ISO 8601", implementation = Instant.class)
        Optional<String> since,

        @Schema(description = "Last failure at or before this time, ISO 8601", implementation = Instant.class)
        Optional<String> until,

        @Schema(
                description =
                        "Words with spaces between them; each must be part of the user's name, user principal name or id,"
                                + " or of the letter's code or detail, in any case")
        Optional<String> q,

        @Schema(description = "Whether a replay is in progress", implementation = OpenDeadLetter.State.class)
        Optional<String> state) {
    /** Longest text that is searched for. */
    private static final int MAX_WORDS = 200;

    /**
     * @param prefix of the fields' names in messages
     * @throws ApiException 400 that names the unreadable field
     */
    public LetterFilter read(String prefix) {
        LetterFilter filter = new LetterFilter(
                code.map(text -> oneOf(FailureCode.values(), prefix + "code", text)),
                user.map(text -> user(prefix + "user", text)),
                q.map(text -> SearchWords.of(words(prefix + "q", text))),
                since.map(text -> time(prefix + "since", text)),
                until.map(text -> time(prefix + "until", text)),
                state.map(text -> oneOf(OpenDeadLetter.State.values(), prefix + "state", text)));
        filter.until()
                .filter(end -> filter.since().filter(end::isBefore).isPresent())
                .ifPresent(end -> {
                    throw ApiException.badField(prefix + "until", "must not be before since, got " + end);
                });
        return filter;
    }

    /**
     * @throws ApiException 400 that names the field and lists the values, unless the text is one of them in any case
     */
    public static <E extends Enum<E>> E oneOf(E[] values, String field, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.badField(
                        field,
                        "must be one of %s, got %s"
                                .formatted(
                                        Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", ")),
                                        ApiException.shown(text))));
    }

    /** @return the text, which has at least one word */
    public static String words(String field, String text) {
        if (text.isBlank() || text.length() > MAX_WORDS) {
            throw ApiException.badField(
                    field, "must be words of at most %d characters, got %s".formatted(MAX_WORDS, shown(text)));
        }
        return text;
    }

    private static String shown(String text) {
        return text.isBlank() ? "nothing" : text.length() + " characters";
    }

    /** @throws ApiException 400 unless it may be an id, a user principal name, or the key of a letter */
    public static String user(String field, String text) {
        if (text == null || text.isBlank() || text.length() > PhotoEvent.LONGEST_NAME) {
            throw ApiException.badField(
                    field,
                    "must be an id or a user principal name of at most %d characters, got %s"
                            .formatted(PhotoEvent.LONGEST_NAME, text == null ? "null" : shown(text)));
        }
        return text.strip();
    }

    public static Instant time(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.badField(
                    field, "must be a time such as 2026-01-31T08:00:00Z, got " + ApiException.shown(text));
        }
    }

    public String described() {
        return Stream.of(
                        code.map(value -> "code=" + value),
                        user.map(value -> "user=" + value),
                        since.map(value -> "since=" + value),
                        until.map(value -> "until=" + value),
                        q.map(value -> "q=" + value),
                        state.map(value -> "state=" + value))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ", "filter ", ""))
                .strip();
    }
}
