package io.photosync.ops;

import io.photosync.deadletter.LetterFilter;
import io.photosync.event.FailureCode;
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
        Optional<String> since) {

    public static FilterRequest ofQuery(String code, String user, String since) {
        return new FilterRequest(Optional.ofNullable(code), Optional.ofNullable(user), Optional.ofNullable(since));
    }

    /**
     * @param prefix of the fields' names in messages
     * @throws ApiException 400 that names the unreadable field
     */
    public LetterFilter read(String prefix) {
        return new LetterFilter(
                code.map(text -> code(prefix + "code", text)),
                user.map(text -> user(prefix + "user", text)),
                since.map(text -> time(prefix + "since", text)));
    }

    private static FailureCode code(String field, String text) {
        return Arrays.stream(FailureCode.values())
                .filter(code -> code.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.badField(
                        field,
                        "must be one of %s, got %s"
                                .formatted(
                                        Arrays.stream(FailureCode.values())
                                                .map(FailureCode::name)
                                                .collect(Collectors.joining(", ")),
                                        text)));
    }

    private static String user(String field, String text) {
        if (text.isBlank()) {
            throw ApiException.badField(field, "must be an id or a user principal name, got nothing");
        }
        return text.strip();
    }

    public static Instant time(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.badField(field, "must be a time such as 2026-01-31T08:00:00Z, got " + text);
        }
    }

    public String described() {
        return Stream.of(
                        code.map(value -> "code=" + value),
                        user.map(value -> "user=" + value),
                        since.map(value -> "since=" + value))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ", "filter ", ""))
                .strip();
    }
}
