package io.photosync.detect;

import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.UnreadableLetter;
import io.photosync.kafka.WriteFailedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Writes dead letters for records that are not hints, so that operators see that something else writes to the topic.
 */
@Singleton
class UnreadableHints {
    private static final Logger LOG = Logger.getLogger(UnreadableHints.class);

    private final TopicWriter writer;
    private final Clock clock;

    UnreadableHints(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Returns whether all dead letters are written; otherwise the batch must be processed again. */
    boolean deadLettered(HintBatch hintBatch) throws InterruptedException {
        for (var hint : hintBatch.unreadable().entrySet()) {
            String key = UnreadableLetter.key(hint.getKey());
            try {
                writer.writeDeadLetter(key, UnreadableLetter.of(hint.getKey(), hint.getValue(), clock.instant()));
            } catch (WriteFailedException e) {
                LOG.warnf("dead letter not written yet key=%s: %s", key, e.getMessage());
                return false;
            }
            LOG.warnf("hint dropped key=%s: %s", key, hint.getValue().getMessage());
        }
        return true;
    }
}
