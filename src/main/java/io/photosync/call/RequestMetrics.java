package io.photosync.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.photosync.call.Failure.Kind;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Number, outcome and duration of requests to Microsoft; the duration runs from the permit until the answer was read.
 */
@Startup
@ApplicationScoped
public class RequestMetrics {
    private static final String OK = "ok";
    /** Graph's "no photo": no failure, and the most frequent answer in many tenants. */
    private static final String NOT_FOUND = "not_found";

    private static final Duration[] BUCKETS = LongStream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        // Requests to Entra go through its own library and are not counted here.
        for (MicrosoftService service : new MicrosoftService[] {MicrosoftService.GRAPH, MicrosoftService.SHAREPOINT}) {
            Stream.concat(Stream.of(OK, NOT_FOUND), Stream.of(Kind.values()).map(RequestMetrics::label))
                    .forEach(outcome -> counter(service, outcome));
            timer(service, OK);
        }
    }

    /** @param took from the permit to the answer */
    public void answered(MicrosoftService service, Duration took) {
        ended(service, OK, took);
    }

    public void failed(MicrosoftService service, Failure failure, Duration took) {
        ended(service, outcome(failure), took);
    }

    private void ended(MicrosoftService service, String outcome, Duration took) {
        counter(service, outcome).increment();
        timer(service, outcome).record(took);
    }

    private Timer timer(MicrosoftService service, String outcome) {
        return Timer.builder("photosync.microsoft.request")
                .description("From the permit to send a request until its answer was read")
                .tag("service", service.label())
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(MicrosoftService service, String outcome) {
        return registry.counter("photosync.microsoft.requests", "service", service.label(), "outcome", outcome);
    }

    private static String outcome(Failure failure) {
        boolean absent = failure.service() == MicrosoftService.GRAPH && failure.isNotFound();
        return absent ? NOT_FOUND : label(failure.kind());
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
