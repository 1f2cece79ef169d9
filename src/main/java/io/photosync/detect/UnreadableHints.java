package io.photosync.detect;

import io.photosync.event.DeadLetter;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Writes dead letters for records that are no hints: nobody is looked at for them, and operators see that somebody writes them. */
@Singleton
class UnreadableHints {
    private static final Logger LOG = Logger.getLogger(UnreadableHints.class);

    private final TopicWriter writer;
    private final Clock clock;

    UnreadableHints(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** @return whether all are written; otherwise the batch is to be kept */
    boolean givenUp(HintBatch hintBatch) throws InterruptedException {
        for (var hint : hintBatch.unreadable().entrySet()) {
            String place = DeadLetter.place(hint.getKey());
            try {
                writer.writeDeadLetter(place, DeadLetter.of(hint.getKey(), hint.getValue(), clock.instant()));
            } catch (WriteFailedException e) {
                LOG.warnf("dead letter not written yet key=%s: %s", place, e.getMessage());
                return false;
            }
            LOG.warnf("hint dropped key=%s: %s", place, hint.getValue().getMessage());
        }
        return true;
    }
}
