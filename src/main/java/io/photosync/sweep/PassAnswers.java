package io.photosync.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many users of a pass got no answer from Graph, and whether that is usual: on-premises mailboxes are refused in
 * every pass, which is harmless. A pass in which many more users are refused than before has not checked them, however
 * soon it ended.
 *
 * @param asked how many users the pass had
 * @param usual how many of them got no answer in previous passes
 * @param worseSince since when more users than usual get no answer; absent otherwise
 */
public record PassAnswers(int asked, MissingAnswers none, int usual, Optional<Instant> worseSince) {
    /** One user may always lose a mailbox, in a tenant of four as well. */
    private static final int FEW = 2;
    /** One in {@code ONE_IN}, or {@code MANY} of a very large tenant, is more than chance. */
    private static final int ONE_IN = 20;

    private static final int MANY = 1_000;
    /** A level that lasted this long is the tenant's normal. */
    private static final Duration ACCEPTED_AFTER = Duration.ofDays(7);

    /** @param before of the previous pass; what the first pass meets counts as usual */
    static PassAnswers of(int asked, MissingAnswers none, Optional<PassAnswers> before, Instant now) {
        if (before.isEmpty()) {
            return new PassAnswers(asked, none, none.users(), Optional.empty());
        }
        PassAnswers last = before.get();
        // For users who joined since there is no usual level.
        int joined = Math.max(0, asked - last.asked());
        boolean worse = many(none.users() - last.usual() - joined, asked);
        Instant since = last.worseSince().orElse(now);
        return worse && since.plus(ACCEPTED_AFTER).isAfter(now)
                ? new PassAnswers(asked, none, last.usual(), Optional.of(since))
                : new PassAnswers(asked, none, none.users(), Optional.empty());
    }

    private static boolean many(int users, int of) {
        return users >= FEW && (users * ONE_IN >= of || users >= MANY);
    }

    /** Why the pass has not checked all users, in Microsoft's words; absent when it has. */
    Optional<String> broken() {
        String words = none.words().orElse("");
        if (asked > 0 && none.users() >= asked) {
            return Optional.of("Graph answered about none of %d users in the last pass: %s".formatted(asked, words));
        }
        return worseSince.map(since -> "Graph did not answer about %d of %d users in the last pass, %d is usual: %s"
                .formatted(none.users(), asked, usual, words));
    }
}
