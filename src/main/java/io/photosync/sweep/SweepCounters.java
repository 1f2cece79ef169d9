package io.photosync.sweep;

import io.photosync.call.Failure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What a round has found so far. Thread-safe. */
final class SweepCounters {
    static final String NO_MAILBOX = "no_mailbox";

    private final boolean firstRound;
    private final AtomicInteger live;
    private final AtomicInteger bulk;
    private final AtomicInteger failed;
    private final AtomicReference<MissingAnswers> unanswered;

    /** @param before of a former leader in the same round */
    SweepCounters(SweepState.Running before, boolean firstRound) {
        this.firstRound = firstRound;
        this.live = new AtomicInteger(before.live());
        this.bulk = new AtomicInteger(before.bulk());
        this.failed = new AtomicInteger(before.failed());
        this.unanswered = new AtomicReference<>(before.unanswered().orElse(MissingAnswers.NONE));
    }

    /** Whether no round has ended on this tenant yet. */
    boolean firstRound() {
        return firstRound;
    }

    void found(boolean intoLiveLane) {
        (intoLiveLane ? live : bulk).incrementAndGet();
    }

    void gaveUp(Failure why) {
        failed.incrementAndGet();
        unanswered.updateAndGet(before -> before.and(why));
    }

    /** An answer that an incident gives to everybody, about a user who had a photo. */
    void deniedMailbox() {
        unanswered.updateAndGet(
                before -> before.and(NO_MAILBOX, NO_MAILBOX, "no mailbox, of users who had a photo in it"));
    }

    MissingAnswers unanswered() {
        return unanswered.get();
    }

    int live() {
        return live.get();
    }

    int bulk() {
        return bulk.get();
    }

    int failed() {
        return failed.get();
    }
}
