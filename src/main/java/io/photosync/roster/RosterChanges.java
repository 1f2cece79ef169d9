package io.photosync.roster;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The changes that one reader made and must not lose: the directory tells each of them once. Another duty's flush of the book may
 * have met their failure before ours.
 */
final class RosterChanges {
    private final RosterWriter book;
    private final List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();

    RosterChanges(RosterWriter book) {
        this.book = book;
    }

    void change(String userId, UnaryOperator<Optional<RosterEntry>> change) {
        book.change(userId, change).ifPresent(sent::add);
    }

    int count() {
        return sent.size();
    }

    /** @throws NotWritten when one of them is not there */
    void flush() throws WriteFailedException, InterruptedException {
        book.flush();
        for (CompletableFuture<RecordMetadata> one : sent) {
            if (one.isCompletedExceptionally()) {
                throw WriteFailedException.because(Topic.ROSTER, one.exceptionNow());
            }
        }
    }
}
