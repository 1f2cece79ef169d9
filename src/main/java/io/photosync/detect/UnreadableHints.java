package io.photosync.detect;

import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.UnreadableLetter;
import io.photosync.kafka.WriteFailedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Writes dead letters for records that are not hints, so that operators see that something else writes to the topic.
 * Each is written once, however often its batch has to be read again. Used by one thread.
 */
@Singleton
class UnreadableHints {
    private static final Logger LOG = Logger.getLogger(UnreadableHints.class);

    private final TopicWriter writer;
    private final HintMetrics metrics;
    private final Clock clock;
    /** Keys of the letters whose batch is not done yet. */
    private final Set<String> written = new HashSet<>();

    UnreadableHints(TopicWriter writer, HintMetrics metrics, Clock clock) {
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns whether all dead letters are written; otherwise the batch must be processed again. */
    boolean deadLettered(HintBatch hintBatch) throws InterruptedException {
        for (var hint : hintBatch.unreadable().entrySet()) {
            String key = UnreadableLetter.key(hint.getKey());
            if (written.contains(key)) {
                continue;
            }
            try {
                writer.writeDeadLetter(key, UnreadableLetter.of(hint.getKey(), hint.getValue(), clock.instant()));
            } catch (WriteFailedException e) {
                LOG.warnf("dead letter not written yet key=%s: %s", key, e.getMessage());
                return false;
            }
            written.add(key);
            metrics.dropped(HintMetrics.Reason.UNREADABLE, 1);
            LOG.warnf("hint dropped key=%s: %s", key, hint.getValue().getMessage());
        }
        return true;
    }

    /** The batch is not read again. */
    void done(HintBatch hintBatch) {
        hintBatch.unreadable().keySet().forEach(hint -> written.remove(UnreadableLetter.key(hint)));
    }
}
