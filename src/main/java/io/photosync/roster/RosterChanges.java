package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Roster changes of one reader, which must not be lost: the directory reports each only once. Another task's flush of
 * the writer may already have consumed their failure, so each is checked here.
 */
final class RosterChanges {
    private final RosterWriter rosterWriter;
    private final List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();

    RosterChanges(RosterWriter rosterWriter) {
        this.rosterWriter = rosterWriter;
    }

    void change(String userId, UnaryOperator<Optional<RosterEntry>> change) {
        rosterWriter.change(userId, change).ifPresent(sent::add);
    }

    int count() {
        return sent.size();
    }

    /** @throws WriteFailedException when at least one change was not written */
    void flush() throws WriteFailedException, InterruptedException {
        rosterWriter.flush();
        for (CompletableFuture<RecordMetadata> one : sent) {
            if (one.isCompletedExceptionally()) {
                throw WriteFailedException.because(Topic.ROSTER, one.exceptionNow());
            }
        }
    }
}
