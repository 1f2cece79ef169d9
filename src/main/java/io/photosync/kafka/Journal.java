package io.photosync.kafka;

import io.photosync.event.EventJson;
import io.photosync.event.JournalEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Records decisions beside the work that takes them. Never blocks the work: what Kafka does not take is counted and
 * lost, and no user's photo is later for it.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    /** About 5 MB. A producer that cannot reach Kafka blocks for seconds; only our own thread may be blocked by it. */
    private static final int WAITING_AT_MOST = 20_000;

    /** What one decision about many users may take of it: the rest is for the decisions of the syncs. */
    private static final int WAITING_OF_MANY = WAITING_AT_MOST / 4;

    /** Fewer users need no thread of their own. */
    private static final int FEW = 100;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Sender sender;
    private final WriterMetrics metrics;
    private final Thread writing;
    private volatile boolean closed;

    /** Sends a record to Kafka. */
    @FunctionalInterface
    interface Sender {
        CompletableFuture<RecordMetadata> send(String key, byte[] value);
    }

    private record Line(String userId, JournalEntry entry) {}

    Journal(Sender sender, WriterMetrics metrics) {
        this.sender = sender;
        this.metrics = metrics;
        this.writing = Thread.ofVirtual().name("journal").start(this::write);
    }

    /** Returns immediately. */
    void append(String userId, JournalEntry entry) {
        if (closed || !waiting.offer(new Line(userId, entry))) {
            lost("more than %d decisions wait to be written down".formatted(WAITING_AT_MOST));
        }
    }

    /**
     * Returns immediately, whatever the number of users: they are written as fast as Kafka takes them, beside what the
     * syncs decide meanwhile.
     */
    void appendAll(Collection<String> userIds, JournalEntry entry) {
        if (userIds.size() <= FEW) {
            userIds.forEach(userId -> append(userId, entry));
            return;
        }
        List<String> users = List.copyOf(userIds);
        Thread.ofVirtual().name("journal-of-many").start(() -> {
            try {
                appendEach(users, entry);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void appendEach(List<String> userIds, JournalEntry entry) throws InterruptedException {
        for (String userId : userIds) {
            while (!closed && waiting.size() >= WAITING_OF_MANY) {
                Thread.sleep(POLL_INTERVAL);
            }
            append(userId, entry);
        }
    }

    private void write() {
        try {
            while (!closed || !waiting.isEmpty()) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Line line) {
        try {
            sender.send(line.userId(), EventJson.write(line.entry())).whenComplete((metadata, failure) -> {
                if (failure == null) {
                    metrics.written();
                    failing.set(false);
                } else {
                    lost(failure.getMessage());
                }
            });
        } catch (RuntimeException e) {
            // One entry's failure: the next ones are still to be written.
            lost(e.toString());
        }
    }

    private void lost(String why) {
        metrics.failed();
        // While Kafka is away every decision loses its record; one line says as much.
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("journal entry lost: %s", why);
        }
    }

    /** Pending entries are sent, unless Kafka keeps us waiting. */
    @Override
    public void close() {
        closed = true;
        if (waiting.isEmpty()) {
            writing.interrupt();
        }
        try {
            if (!writing.join(LAST_WORDS)) {
                writing.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
