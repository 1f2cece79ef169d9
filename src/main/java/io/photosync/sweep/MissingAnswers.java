package io.photosync.sweep;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many users of a pass got no answer from Graph, by Microsoft's error code.
 *
 * @param byCode at most {@value #CODES} codes; all further ones are counted under {@value #FURTHER}
 */
public record MissingAnswers(Map<String, NoAnswer> byCode) {
    static final MissingAnswers NONE = new MissingAnswers(Map.of());
    static final String FURTHER = "further-codes";
    /** The reason of a refusal by a code whose meaning for the user is unknown. */
    static final String UNKNOWN_CODE = "unknown_code";

    private static final int CODES = 10;

    public MissingAnswers {
        byCode = Map.copyOf(byCode);
    }

    /**
     * @param reason one of a few, whatever the code
     * @param words Microsoft's message for one of the users
     */
    public record NoAnswer(int users, String reason, String words) {}

    MissingAnswers and(Failure failure) {
        return and(failure.code(), reason(failure.kind()), failure.toString());
    }

    MissingAnswers and(String code, String reason, String words) {
        String key = byCode.containsKey(code) || byCode.size() < CODES ? code : FURTHER;
        Map<String, NoAnswer> updated = new HashMap<>(byCode);
        updated.merge(
                key,
                new NoAnswer(1, reason, words),
                (before, one) -> new NoAnswer(before.users() + 1, before.reason(), before.words()));
        return new MissingAnswers(updated);
    }

    int users() {
        return byCode.values().stream().mapToInt(NoAnswer::users).sum();
    }

    /** How many for that reason. */
    int users(String reason) {
        return byCode.values().stream()
                .filter(one -> one.reason().equals(reason))
                .mapToInt(NoAnswer::users)
                .sum();
    }

    /** The message for most of them. */
    Optional<String> words() {
        return byCode.values().stream()
                .max(Comparator.comparingInt(NoAnswer::users))
                .map(NoAnswer::words);
    }

    /** Refusals with a known code never get here: they are answers. */
    static String reason(Kind kind) {
        return kind == Kind.REFUSED ? UNKNOWN_CODE : kind.name().toLowerCase(Locale.ROOT);
    }
}
