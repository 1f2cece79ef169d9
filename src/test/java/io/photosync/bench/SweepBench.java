package io.photosync.bench;

import static org.awaitility.Awaitility.await;

import io.photosync.process.ServiceProcess;
import io.photosync.process.ServiceProcess.Launch;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.SandboxSettings;
import io.photosync.sandbox.faults.Service;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a round of the sweep costs where nobody has changed, as fast as Graph's budget lets it go. */
class SweepBench {
    private static final boolean LONG = "long".equals(System.getProperty("photosync.bench"));
    private static final Figures FIGURES = new Figures();

    static int[] tenants() {
        return LONG ? new int[] {1_000, 10_000, 20_000, 100_000} : new int[] {1_000, 10_000};
    }

    @AfterAll
    static void print() {
        System.out.printf("%nThe sweep, %s form%n%n%s%n", LONG ? "long" : "short", FIGURES.table());
    }

    @ParameterizedTest
    @MethodSource("tenants")
    void a_round(int people) throws ExecutionException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests().withPeople(people))) {
            sandbox.troubles().latency().set(Service.GRAPH, BenchFixture.TO_GRAPH);
            Launch launch = Launch.of(sandbox.serviceSettings()).with("photosync.sweep.every", "PT1S");
            try (ServiceProcess makesTheTopics = ServiceProcess.start(launch)) {
                makesTheTopics.terminate();
            }
            FilledTenant.settle(sandbox);
            try (ServiceProcess service = ServiceProcess.start(launch.with("photosync.sweep.enabled", "true"))) {
                awaitEnd(service, 1);
                Duration before = service.processorTime();
                String second = awaitEnd(service, 2);
                Duration busy = service.processorTime().minus(before);
                FIGURES.add(
                        String.format(Locale.ROOT, "a round through %,d people", people),
                        String.format(
                                Locale.ROOT,
                                "%s; %s of one processor; %d MB resident",
                                second.substring(second.indexOf("seconds=")),
                                Figures.seconds(busy),
                                service.residentMegabytes()));
            }
        }
    }

    private static String awaitEnd(ServiceProcess service, int round) {
        return await("round " + round)
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> service.log()
                                .lines()
                                .filter(line -> line.contains("sweep pass=%d ended".formatted(round)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
