package io.photosync.bench;

import io.photosync.deadletter.Letters;
import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import io.photosync.process.ServiceProcess;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.entra.Account;
import io.photosync.testkit.ConsoleVisitor;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.restassured.RestAssured;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The console's pages, as an operator's browser waits for them, beside 100,000 users and 10,000 dead letters. */
class ConsoleBench {
    private static final int USERS = 100_000;
    private static final int LETTERS = 10_000;
    private static final int TIMES = 40;
    private static final int VIEWERS = 10;
    private static final Duration WATCHED = Duration.ofSeconds(60);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Figures FIGURES = new Figures();

    @AfterAll
    static void print() {
        System.out.printf(
                "%nThe console, %,d users, %,d dead letters, %d processors, deploy/jvm.options%n%n%s%n",
                USERS, LETTERS, Runtime.getRuntime().availableProcessors(), FIGURES.table());
    }

    @Test
    void pages_and_streams_of_a_large_tenant() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(1))) {
            Launch launch = Launch.of(sandbox.serviceSettings())
                    // The tenant of one user must not take the others for leavers.
                    .with("photosync.roster.enabled", "false");
            ServiceProcess.start(launch).close();
            fill(sandbox);
            try (ServiceProcess service = ServiceProcess.start(launch)) {
                RestAssured.port = launch.http();
                try (ConsoleVisitor visitor = ConsoleVisitor.signedIn(sandbox, Account.OPERATOR)) {
                    pages(visitor);
                    streams(visitor, service);
                }
                FIGURES.add("resident memory", service.residentMegabytes() + " MB");
            }
        }
    }

    private static void pages(ConsoleVisitor visitor) throws Exception {
        String user = id(4711);
        for (String path : List.of(
                "/ops",
                "/ops/dead-letters",
                "/ops/dead-letters?q=contoso&code=PROFILE_MISSING",
                "/ops/dead-letters/" + user,
                "/ops/dead-letters/replay",
                "/ops/people?q=user.77",
                "/ops/people/" + user,
                "/ops/report",
                "/ops/report?reason=DEAD_LETTERED&q=4711",
                "/ops/removals",
                "/ops/audit",
                "/ops/actions")) {
            List<Duration> took = new ArrayList<>();
            for (int time = 0; time < TIMES; time++) {
                long begin = System.nanoTime();
                int status = visitor.get(path).statusCode();
                took.add(Duration.ofNanos(System.nanoTime() - begin));
                if (status != 200) {
                    throw new IllegalStateException("%s answered %d".formatted(path, status));
                }
            }
            Duration goal = path.equals("/ops/dead-letters") ? Duration.ofMillis(200) : Duration.ofMillis(300);
            Duration slow = Figures.percentile(took, 95);
            FIGURES.add(
                    path.replace(user, "{user}"),
                    String.format(
                            Locale.ROOT,
                            "p50 %d ms, p95 %d ms",
                            Figures.percentile(took, 50).toMillis(),
                            slow.toMillis()),
                    "p95 " + goal.toMillis() + " ms",
                    slow.compareTo(goal) <= 0);
        }
    }

    private static void streams(ConsoleVisitor visitor, ServiceProcess service) throws Exception {
        Duration idle = cpu(service);
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            open.add(visitor.open("/ops/live/overview"));
        }
        Duration watched = cpu(service);
        for (HttpResponse<InputStream> stream : open) {
            stream.body().close();
        }
        double share = (double) watched.minus(idle).toMillis() / WATCHED.toMillis();
        FIGURES.add(
                VIEWERS + " viewers with an open stream, of one processor",
                Figures.percent(share),
                "under 5 %",
                share < 0.05);
    }

    /** Processor time of the service while nothing else happens. */
    private static Duration cpu(ServiceProcess service) throws InterruptedException {
        Duration before = service.processorTime();
        Thread.sleep(WATCHED);
        return service.processorTime().minus(before);
    }

    private static void fill(Sandbox sandbox) {
        Map<String, Object> connection =
                Map.of("bootstrap.servers", sandbox.broker().bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            for (int user = 0; user < USERS; user++) {
                producer.send(new ProducerRecord<>(Topic.ROSTER.id(), id(user), EventJson.write(entry(user))));
                producer.send(new ProducerRecord<>(Topic.PHOTO_SETTLED.id(), id(user), EventJson.write(synced(user))));
            }
            FailureCode[] codes = FailureCode.values();
            for (int user = 0; user < LETTERS; user++) {
                DeadLetter letter = Letters.of(
                        Letters.event(id(user), LONG_AGO), codes[user % codes.length], LONG_AGO.plusSeconds(user));
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(Topic.PHOTO_UPDATED_DLQ.id(), id(user), letter.value());
                for (Header header : DeadLetterHeaders.of(letter)) {
                    record.headers().add(header);
                }
                producer.send(record);
            }
        }
    }

    private static String id(int user) {
        return new UUID(0x5eedL << 32 | user, user * 0x9e3779b97f4a7c15L).toString();
    }

    private static String etag(int user) {
        return "W/\"%032x\"".formatted(user);
    }

    private static RosterEntry entry(int user) {
        return new RosterEntryBuilder("user.%d@contoso.example".formatted(user), "User Number %d".formatted(user))
                .mediaEtag(etag(user))
                .seenAt(LONG_AGO)
                .build();
    }

    private static Settlement synced(int user) {
        return new SettlementBuilder(Settlement.State.SYNCED, UUID.randomUUID().toString(), LONG_AGO.plusSeconds(1))
                .mediaEtag(etag(user))
                .sha256("0".repeat(64))
                .fileBaseName(id(user))
                .files(new WrittenFiles(LONG_AGO, 1_000, 2_000, 9_000))
                .by("bench", UUID.randomUUID().toString())
                .startedAt(LONG_AGO)
                .build();
    }
}
