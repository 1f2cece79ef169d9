package io.photosync.bench;

import static org.awaitility.Awaitility.await;

import io.photosync.process.Burst;
import io.photosync.process.Burst.Answer;
import io.photosync.sandbox.faults.Counters.Count;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.sharepoint.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Measures, and fails for nothing but a service that does not work. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ServiceBench {
    private static final boolean LONG = "long".equals(System.getProperty("photosync.bench"));
    private static final int PLENTY = 10_000_000;
    private static final Limits NO_LIMITS = new Limits(PLENTY, PLENTY, PLENTY, false);
    /** A tenant of more than 50,000 licences. */
    private static final Limits LARGE_TENANT = new Limits(6_250, 6_000_000, 15_000, false);

    private static final Figures FIGURES = new Figures();

    @AfterAll
    static void print() {
        System.out.printf(
                "%nThe bench, %s form, %d processors, Java %s, %s to Graph, %s to SharePoint%n%n%s%n",
                LONG ? "long" : "short",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                BenchFixture.TO_GRAPH,
                BenchFixture.TO_SHAREPOINT,
                FIGURES.table());
    }

    @Test
    void a_without_limits() {
        int many = LONG ? 500 : 100;
        try (BenchFixture stage = new BenchFixture(many * 4 + 200, NO_LIMITS)) {
            FIGURES.add("start to /q/health/started", Figures.seconds(stage.startToReady));
            FIGURES.add("resident memory after the start", megabytes(stage));
            List<Person> people = stage.employees();
            requests(stage, people.get(0));
            List<Duration> idle = people.subList(1, 41).stream()
                    .map(person -> stage.change(person, 7))
                    .toList();
            FIGURES.add("change to SharePoint, idle", Figures.fiftyAndNinetyNine(idle));
            Duration older = new OneAfterAnother(stage.sandbox).sync(people.subList(41, 41 + many));
            Duration ours = bulk(stage, people.subList(41 + many, 41 + 2 * many));
            FIGURES.add(
                    many + " users, one after another : together",
                    String.format(
                            Locale.ROOT,
                            "%s : %s, %.1f times",
                            Figures.seconds(older),
                            Figures.seconds(ours),
                            (double) older.toMillis() / ours.toMillis()));
        }
    }

    private static void requests(BenchFixture stage, Person person) {
        stage.change(person, 1);
        Count first = sharePoint(stage);
        reset(stage);
        stage.change(person, 2);
        Count next = sharePoint(stage);
        Count graph = stage.sandbox.troubles().counters().of(Service.GRAPH);
        reset(stage);
        stage.visitor.putPhoto(person, 2);
        Count same = sharePoint(stage);
        FIGURES.add(
                "requests to SharePoint for a first photo, with the start's", first.requests() + " (2 at the start)");
        FIGURES.add(
                "requests to SharePoint for a changed photo", next.requests() + "", "at most 4", next.requests() <= 4);
        FIGURES.add("requests to Graph for it, the change's own PUT included", graph.requests() + "");
        FIGURES.add("requests to SharePoint for the same photo again", same.requests() + "", "0", same.requests() == 0);
        reset(stage);
    }

    private static Duration bulk(BenchFixture stage, List<Person> people) {
        long began = System.nanoTime();
        try (BulkLane lane = new BulkLane(stage, people)) {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        lane.feed();
                        return lane.empty();
                    });
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void b_within_the_limits_of_a_large_tenant() throws InterruptedException {
        int fill = LONG ? 20_000 : 2_300;
        try (BenchFixture stage = new BenchFixture(fill * 6 / 5 + 100, LARGE_TENANT)) {
            List<Person> people = stage.employees();
            List<Person> changing = people.subList(people.size() - 20, people.size());
            List<Duration> live = new ArrayList<>();
            try (BulkLane lane = new BulkLane(stage, people.subList(0, people.size() - 20))) {
                feedFor(lane, Duration.ofSeconds(75));
                reset(stage);
                long began = System.nanoTime();
                Duration window = Duration.ofMinutes(LONG ? 20 : 2);
                for (Person person : changing) {
                    live.add(stage.change(person, 7));
                    feedFor(lane, window.dividedBy(24));
                }
                feedFor(lane, window.minus(Duration.ofNanos(System.nanoTime() - began)));
                Duration measured = Duration.ofNanos(System.nanoTime() - began);
                used(stage.sandbox.troubles().counters().of(Service.SHAREPOINT), measured);
            }
            FIGURES.add("change to SharePoint, while a bulk fill is running", Figures.fiftyAndNinetyNine(live));
            FIGURES.add("resident memory during the fill", megabytes(stage));
        }
    }

    private static void used(Count count, Duration measured) {
        double allowed = LARGE_TENANT.unitsPerMinute() * (measured.toMillis() / 60_000.0);
        double share = count.resourceUnits() / allowed;
        double throttled = count.requests() == 0 ? 0 : (double) count.throttled() / count.requests();
        FIGURES.add(
                "resource units used during the fill, of 6,250 a minute",
                "%s over %s".formatted(Figures.percent(share), Figures.seconds(measured)),
                "over 95 %",
                share > 0.95);
        FIGURES.add("429s during the fill", Figures.percent(throttled), "under 0.5 %", throttled < 0.005);
    }

    private static void feedFor(BulkLane lane, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            lane.feed();
            Thread.sleep(100);
        }
    }

    @Test
    void c_webhook() throws IOException {
        int many = LONG ? 100_000 : 20_000;
        try (BenchFixture stage = new BenchFixture(200, NO_LIMITS)) {
            List<String> users =
                    stage.employees().stream().map(Person::id).limit(64).toList();
            Burst burst = new Burst(stage.service.url("/graph/notifications"), BenchFixture.CLIENT_STATE);
            burst.post(repeated(users, 5_000));
            long began = System.nanoTime();
            List<Answer> answers = burst.post(repeated(users, many));
            double seconds = (System.nanoTime() - began) / 1e9;
            FIGURES.add(
                    "webhook, acks=all, 250 requests open, one notification each",
                    String.format(
                            Locale.ROOT,
                            "%.0f a second, p50 %d ms, p99 %d ms, %d not 202",
                            many / seconds,
                            Burst.percentile(answers, 50).toMillis(),
                            Burst.percentile(answers, 99).toMillis(),
                            answers.stream()
                                    .filter(answer -> answer.status() != 202)
                                    .count()));
            Duration slowest = Burst.percentile(answers, 99.9);
            FIGURES.add(
                    "webhook, p99.9 of the same",
                    slowest.toMillis() + " ms",
                    "under 3 s",
                    slowest.compareTo(Duration.ofSeconds(3)) < 0);
            stage.sandbox.broker().stop();
            burst.post(repeated(users, 1_000));
            refused(burst.post(repeated(users, 10_000)));
        }
    }

    private static void refused(List<Answer> answers) {
        Duration slowest = Burst.percentile(answers, 99.9);
        boolean all = answers.stream().allMatch(answer -> answer.status() == 503);
        FIGURES.add(
                "webhook without Kafka, 10,000 notifications",
                "%s 503, p99.9 %d ms".formatted(all ? "all" : "not all", slowest.toMillis()),
                "503 within 2 s",
                all && slowest.compareTo(Duration.ofSeconds(2)) < 0);
    }

    private static List<String> repeated(List<String> users, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> users.get(i % users.size()))
                .toList();
    }

    private static Count sharePoint(BenchFixture stage) {
        return stage.visitor.quiet(Service.SHAREPOINT);
    }

    private static void reset(BenchFixture stage) {
        stage.sandbox.troubles().counters().reset();
    }

    private static String megabytes(BenchFixture stage) {
        return stage.service.residentMegabytes() + " MB";
    }
}
