package io.photosync.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.event.EventJson;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriterMetrics;
import io.photosync.sandbox.Broker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What it costs the path that each decision is written into the journal. */
class JournalBench {
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 16;
    private static final int EVENTS = 250;
    private static final Figures FIGURES = new Figures();

    /** Writes an event and waits until Kafka has it. */
    @FunctionalInterface
    private interface Write {
        void event(PhotoEvent event) throws Exception;
    }

    private record Measured(List<Duration> waits, Duration whole) {}

    @AfterAll
    static void print() {
        System.out.printf("%nThe journal%n%n%s%n", FIGURES.table());
    }

    @Test
    void events_written_with_the_journal_and_without() throws Exception {
        try (Broker broker = Broker.start(0, Optional.empty())) {
            KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (Admin admin = clients.admin()) {
                admin.createTopics(List.of(
                                new NewTopic(Topic.PHOTO_UPDATED.id(), 12, (short) 1),
                                new NewTopic(Topic.JOURNAL.id(), 12, (short) 1)))
                        .all()
                        .get();
            }
            TopicWriter writer =
                    new TopicWriter(clients, new WriterMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
            Write with = event -> writer.writeEvent(Lane.LIVE, event);
            Write without = event -> writer.send(Topic.PHOTO_UPDATED, event.userId(), EventJson.write(event), List.of())
                    .get();
            measure(with);
            measure(without);
            List<Measured> journaled = new ArrayList<>();
            List<Measured> bare = new ArrayList<>();
            // In turn, so that both meet the machine in the same moods.
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(measure(without));
                journaled.add(measure(with));
            }
            FIGURES.add(
                    "%,d events, %d at once, without the journal".formatted(ROUNDS * AT_ONCE * EVENTS, AT_ONCE),
                    line(bare));
            FIGURES.add("the same with the journal", line(journaled));
            FIGURES.add(
                    "with : without",
                    String.format(
                            Locale.ROOT,
                            "%.2f times",
                            (double) whole(journaled).toMillis() / whole(bare).toMillis()));
            writer.close();
        }
    }

    private static Measured measure(Write write) throws Exception {
        long begin = System.nanoTime();
        List<Duration> waits = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Duration>>> workers = new ArrayList<>();
            for (int worker = 0; worker < AT_ONCE; worker++) {
                workers.add(() -> written(write));
            }
            for (Future<List<Duration>> worker : threads.invokeAll(workers)) {
                waits.addAll(worker.get());
            }
        }
        return new Measured(waits, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static List<Duration> written(Write write) throws Exception {
        List<Duration> waits = new ArrayList<>();
        for (int number = 0; number < EVENTS; number++) {
            PhotoEvent event = event();
            long begin = System.nanoTime();
            write.event(event);
            waits.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return waits;
    }

    private static PhotoEvent event() {
        Instant now = Instant.now();
        Data data = new Data(
                "ada.lovelace@contoso.example",
                Optional.of("\"4E9A1F02\""),
                Optional.of(648),
                Optional.of(648),
                Cause.SWEEP,
                now);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, UUID.randomUUID().toString(), now, data);
    }

    private static String line(List<Measured> rounds) {
        List<Duration> waits =
                rounds.stream().flatMap(round -> round.waits().stream()).toList();
        return String.format(
                Locale.ROOT,
                "%s, p50 %.2f ms, p99 %.2f ms",
                Figures.seconds(whole(rounds)),
                Figures.percentile(waits, 50).toNanos() / 1e6,
                Figures.percentile(waits, 99).toNanos() / 1e6);
    }

    private static Duration whole(List<Measured> rounds) {
        return rounds.stream().map(Measured::whole).reduce(Duration.ZERO, Duration::plus);
    }
}
