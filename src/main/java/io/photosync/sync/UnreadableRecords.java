package io.photosync.sync;

import io.photosync.event.DeadLetter;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.UnreadableLetter;
import io.photosync.kafka.WriteFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Writes dead letters for records that are not photo events, on its own thread, while the consumer goes on polling. A
 * record is finished when its letter is written; until then the next owner of the partition reads it again, and writes
 * the letter again under the same key.
 */
final class UnreadableRecords implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UnreadableRecords.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** With so many letters in memory, no more records are read. */
    private static final int WAITING_AT_MOST = 100;

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final TopicWriter writer;
    private final Clock clock;
    private final Thread writing;

    /** Called on this class's thread when the letter is written, again if it fails. */
    @FunctionalInterface
    interface Completion {
        void run() throws WriteFailedException, InterruptedException;
    }

    private record Waiting(String key, DeadLetter letter, Completion completion) {}

    UnreadableRecords(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.writing = Thread.ofVirtual().name("unreadable-records").start(this::write);
    }

    /** Returns immediately. */
    void deadLetter(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Completion completion) {
        deadLetter(UnreadableLetter.key(record), UnreadableLetter.of(record, why, clock.instant()), completion);
    }

    /** Returns immediately. */
    void deadLetter(String key, DeadLetter letter, Completion completion) {
        waiting.add(new Waiting(key, letter, completion));
    }

    boolean full() {
        return waiting.size() >= WAITING_AT_MOST;
    }

    private void write() {
        try {
            while (true) {
                write(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("unwritten dead letters: the next owner writes them");
        }
    }

    private void write(Waiting next) throws InterruptedException {
        repeat(() -> writer.writeDeadLetter(next.key(), next.letter()), "dead letter not written yet", next.key());
        // Separately: a letter written again counts once more, and lies at another offset than operators have seen.
        repeat(next.completion(), "dead letter written, but its record is not finished yet", next.key());
        RecordPosition recordPosition = next.letter().origin();
        LOG.warnf(
                "dead-lettered topic=%s partition=%d offset=%d code=%s: %s",
                recordPosition.topic(),
                recordPosition.partition(),
                recordPosition.offset(),
                next.letter().note().code(),
                next.letter().note().detail());
    }

    /** Until it succeeds. */
    private static void repeat(Completion step, String failing, String key) throws InterruptedException {
        while (true) {
            try {
                step.run();
                return;
            } catch (WriteFailedException e) {
                LOG.warnf("%s key=%s: %s", failing, key, e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        writing.interrupt();
    }
}
