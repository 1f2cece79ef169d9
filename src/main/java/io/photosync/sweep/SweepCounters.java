package io.photosync.sweep;

import io.photosync.call.Failure;
import io.photosync.sweep.SweepState.Running;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What a pass has found so far. Thread-safe. */
final class SweepCounters {
    static final String NO_MAILBOX = "no_mailbox";

    private final boolean firstPass;
    private final AtomicInteger live;
    private final AtomicInteger bulk;
    private final AtomicInteger failed;
    private final AtomicLong requests;
    private final AtomicReference<MissingAnswers> unanswered;

    /** @param start of the pass, or what a former leader counted in it */
    SweepCounters(Running start, boolean firstPass) {
        this.firstPass = firstPass;
        this.live = new AtomicInteger(start.live());
        this.bulk = new AtomicInteger(start.bulk());
        this.failed = new AtomicInteger(start.failed());
        this.requests = new AtomicLong(start.requests());
        this.unanswered = new AtomicReference<>(start.unanswered().orElse(MissingAnswers.NONE));
    }

    /** Whether no pass has ended on this tenant yet. */
    boolean firstPass() {
        return firstPass;
    }

    void publishedLive() {
        live.incrementAndGet();
    }

    void queuedForBulk() {
        bulk.incrementAndGet();
    }

    void requestSent() {
        requests.incrementAndGet();
    }

    void gaveUp(Failure reason) {
        failed.incrementAndGet();
        unanswered.updateAndGet(before -> before.and(reason));
    }

    /** "No mailbox" about a user who had a photo: during an incident Graph answers so for all users. */
    void deniedMailbox() {
        unanswered.updateAndGet(
                before -> before.and(NO_MAILBOX, NO_MAILBOX, "no mailbox, of users who had a photo in it"));
    }

    /** How many changes of this pass went into the live lane. */
    int live() {
        return live.get();
    }

    Running running(Running start, SweepCursor cursor) {
        return new Running(
                start.number(),
                start.startedAt(),
                cursor.position(),
                cursor.completed(),
                cursor.total(),
                live.get(),
                bulk.get(),
                failed.get(),
                requests.get(),
                Optional.of(unanswered.get()));
    }
}
