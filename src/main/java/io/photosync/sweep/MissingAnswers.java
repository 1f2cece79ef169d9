package io.photosync.sweep;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Of how many users Graph gave no answer in a round, by Microsoft's code.
 *
 * @param byCode at most {@value #CODES} of them; all further ones are under {@value #FURTHER}
 */
public record MissingAnswers(Map<String, NoAnswer> byCode) {
    static final MissingAnswers NONE = new MissingAnswers(Map.of());
    static final String FURTHER = "further-codes";
    /** The reason of a refusal by a code of which we do not know what it means for the user. */
    static final String UNKNOWN_CODE = "unknown_code";

    private static final int CODES = 10;

    public MissingAnswers {
        byCode = Map.copyOf(byCode);
    }

    /**
     * @param reason one of a few, whatever the code
     * @param words Microsoft's, to one of the users
     */
    public record NoAnswer(int users, String reason, String words) {}

    MissingAnswers and(Failure why) {
        return and(why.code(), reason(why.kind()), why.toString());
    }

    MissingAnswers and(String code, String reason, String words) {
        String key = byCode.containsKey(code) || byCode.size() < CODES ? code : FURTHER;
        Map<String, NoAnswer> more = new HashMap<>(byCode);
        more.merge(
                key,
                new NoAnswer(1, reason, words),
                (before, one) -> new NoAnswer(before.users() + 1, before.reason(), before.words()));
        return new MissingAnswers(more);
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

    /** What was said of most of them. */
    Optional<String> words() {
        return byCode.values().stream()
                .max(Comparator.comparingInt(NoAnswer::users))
                .map(NoAnswer::words);
    }

    /** What a refusal means for the user is said elsewhere for all codes that we know. */
    static String reason(Kind kind) {
        return kind == Kind.REFUSED ? UNKNOWN_CODE : kind.name().toLowerCase(Locale.ROOT);
    }
}
