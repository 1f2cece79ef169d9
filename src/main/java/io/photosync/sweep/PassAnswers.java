package io.photosync.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Of how many users of a round Graph said nothing, and whether that is as usual: mailboxes on premises are refused each time, and no
 * harm is done. A round in which many are refused who were not is no look at them, however soon it ended.
 *
 * @param asked how many users the round had
 * @param usual how many of them were not answered in rounds like this one
 * @param worseSince since when more of them are not answered than is usual; absent while that is not so
 */
public record PassAnswers(int asked, MissingAnswers none, int usual, Optional<Instant> worseSince) {
    /** One user may always lose a mailbox, in a tenant of four as well. */
    private static final int FEW = 2;
    /** One in so many, or so many of a very large tenant, is more than chance. */
    private static final int ONE_IN = 20;

    private static final int MANY = 1_000;
    /** What nobody mended for so long is how the tenant is. */
    private static final Duration ACCEPTED_AFTER = Duration.ofDays(7);

    /** @param before of the round before; what the first round meets is taken for usual */
    static PassAnswers of(int asked, MissingAnswers none, Optional<PassAnswers> before, Instant now) {
        if (before.isEmpty()) {
            return new PassAnswers(asked, none, none.users(), Optional.empty());
        }
        PassAnswers last = before.get();
        // Of users who were not asked before nothing was usual.
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

    /** Why the round was no look at everybody, in Microsoft's words; absent when it was. */
    Optional<String> broken() {
        String words = none.words().orElse("");
        if (asked > 0 && none.users() >= asked) {
            return Optional.of("Graph answered about none of %d users in the last round: %s".formatted(asked, words));
        }
        return worseSince.map(since -> "Graph did not answer about %d of %d users in the last round, %d is usual: %s"
                .formatted(none.users(), asked, usual, words));
    }
}
