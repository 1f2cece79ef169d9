package io.photosync.sync;

import io.photosync.event.DeadLetter;
import io.photosync.event.Origin;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.UnreadableRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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
    private final Consumer<Origin> done;
    private final Thread writing;

    private record Waiting(String key, DeadLetter letter) {}

    /** @param done told of each record whose letter is written, on any thread */
    UnreadableRecords(TopicWriter writer, Clock clock, Consumer<Origin> done) {
        this.writer = writer;
        this.clock = clock;
        this.done = done;
        this.writing = Thread.ofVirtual().name("unreadable-records").start(this::write);
    }

    /** Returns at once. */
    void giveUp(ConsumerRecord<String, byte[]> record, UnreadableRecord why) {
        waiting.add(new Waiting(DeadLetter.place(record), DeadLetter.of(record, why, clock.instant())));
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
                written = true;
            } catch (NotWritten e) {
                LOG.warnf("dead letter not written yet key=%s: %s", next.key(), e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
        Origin origin = next.letter().origin();
        LOG.warnf(
                "dead-lettered topic=%s partition=%d offset=%d code=%s: %s",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                next.letter().note().code(),
                next.letter().note().detail());
        done.accept(origin);
    }

    @Override
    public void close() {
        writing.interrupt();
    }
}
