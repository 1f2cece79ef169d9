package io.photosync.roster;

import static io.photosync.testkit.Patience.await;

import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.leader.Leadership;
import java.time.Duration;
import java.time.Instant;

/** Reads of the whole directory, for which a test need not wait a week. */
public record FullReads(RosterView view, TopicWriter writer, Leadership leadership) {
    private static final Duration LONG_AGO = Duration.ofDays(8);

    /** Returns when all users were read anew, since the last time seemed to be longer ago than production waits. */
    public void awaitDue() {
        DirectorySyncState now = view.directory();
        awaitAfter(new DirectorySyncState(
                now.nextLink(),
                now.deltaLink(),
                now.completeAt().map(at -> at.minus(LONG_AGO)),
                now.changesAt(),
                now.trouble()));
    }

    /** @param note of the reader's progress; repeated when the read in progress has overwritten it */
    void awaitAfter(DirectorySyncState note) {
        Instant before = view.directory().completeAt().orElseThrow();
        long epoch = leadership.leader().orElseThrow().epoch();
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (view.directory().completeAt().filter(before::equals).isPresent()) {
                writer.writeState(epoch, StateKey.DIRECTORY_SYNC, note);
            }
            return view.directory().completeAt().filter(before::isBefore).isPresent();
        });
    }
}
