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
 */
@Singleton
class UnreadableHints {
    private static final Logger LOG = Logger.getLogger(UnreadableHints.class);

    private final TopicWriter writer;
    private final Clock clock;
    /** Keys of the last batch's letters that are written: a batch may be processed again for other reasons. */
    private final Set<String> written = new HashSet<>();

    UnreadableHints(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Writes the dead letters of a batch that are not written yet. Used by the consumer's thread.
     *
     * @return whether all are written; otherwise the batch must be processed again
     */
    boolean deadLettered(HintBatch hintBatch) throws InterruptedException {
        written.retainAll(hintBatch.unreadable().keySet().stream()
                .map(UnreadableLetter::key)
                .toList());
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
            LOG.warnf("hint dropped key=%s: %s", key, hint.getValue().getMessage());
        }
        return true;
    }
}
