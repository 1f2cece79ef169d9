package io.photosync.sync;

import io.photosync.event.DeadLetter;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Writes dead letters for records that are no photo events, while the consumer goes on polling. A record is done with when its letter
 * is written; until then it comes again to whoever has the partition next, and the letter is written twice under the same key.
 */
final class UnreadableRecords implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UnreadableRecords.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So many letters in memory, and nothing more is read. */
    private static final int WAITING_AT_MOST = 100;

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final TopicWriter writer;
    private final Clock clock;
    private final Thread writing;

    /** What follows when the letter is written; on a thread of its own. */
    @FunctionalInterface
    interface Afterwards {
        void run() throws WriteFailedException, InterruptedException;
    }

    private record Waiting(String key, DeadLetter letter, Afterwards afterwards) {}

    UnreadableRecords(TopicWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
        this.writing = Thread.ofVirtual().name("unreadable-records").start(this::write);
    }

    /** Returns at once. */
    void giveUp(ConsumerRecord<String, byte[]> record, UnreadableRecord why, Afterwards afterwards) {
        giveUp(DeadLetter.place(record), DeadLetter.of(record, why, clock.instant()), afterwards);
    }

    /** Likewise. */
    void giveUp(String key, DeadLetter letter, Afterwards afterwards) {
        waiting.add(new Waiting(key, letter, afterwards));
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
            LOG.debug("what is not written yet is read again by the next owner");
        }
    }

    private void write(Waiting next) throws InterruptedException {
        boolean written = false;
        while (!written) {
            try {
                writer.writeDeadLetter(next.key(), next.letter());
                next.afterwards().run();
                written = true;
            } catch (WriteFailedException e) {
                LOG.warnf("dead letter not written yet key=%s: %s", next.key(), e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
        RecordPosition recordPosition = next.letter().origin();
        LOG.warnf(
                "dead-lettered topic=%s partition=%d offset=%d code=%s: %s",
                recordPosition.topic(),
                recordPosition.partition(),
                recordPosition.offset(),
                next.letter().note().code(),
                next.letter().note().detail());
    }

    @Override
    public void close() {
        writing.interrupt();
    }
}
