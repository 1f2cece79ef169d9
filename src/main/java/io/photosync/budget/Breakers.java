package io.photosync.budget;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** A breaker for each service, and the judgement that opens it: does a failure concern one user or everybody? */
@ApplicationScoped
public class Breakers {
    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<MicrosoftService, Breaker> breakers = new EnumMap<>(MicrosoftService.class);
    private final Map<MicrosoftService, SharedProbe> probes = new ConcurrentHashMap<>();
    private final Map<MicrosoftService, Thread> recoveries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration pause;

    @Inject
    public Breakers(Clock clock) {
        this(clock, Duration.ofSeconds(5));
    }

    /** @param pause between two probes of one service, and the first wait of its recovery */
    Breakers(Clock clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
        for (MicrosoftService service : MicrosoftService.values()) {
            breakers.put(service, new Breaker(clock));
        }
    }

    /** Names the probe of a service; without one nothing about that service can be judged. */
    public void watch(MicrosoftService service, Probe probe) {
        probes.put(service, new SharedProbe(probe, pause, clock));
    }

    public Breaker of(MicrosoftService service) {
        return breakers.get(service);
    }

    public boolean open(MicrosoftService service) {
        return of(service).open();
    }

    /**
     * Judges a failure. May ask the service's probe, and wait some seconds for leave to ask it. An outage opens the breaker, and a
     * thread of its own finds out when the service is back.
     *
     * @throws IllegalStateException when a probe is needed and {@link #watch} never named one
     */
    public Diagnosis diagnose(Failure failure) throws InterruptedException {
        Diagnosis diagnosis = Diagnosis.of(
                failure,
                Diagnosis.needsProbe(failure) ? probe(failure.service()).ask() : Optional.empty());
        if (diagnosis instanceof Diagnosis.Outage outage && of(outage.service()).opened(outage.cause())) {
            LOG.warnf("breaker opened service=%s: %s", outage.service(), outage.word());
            recover(outage.service());
        }
        return diagnosis;
    }

    @PreDestroy
    void stop() {
        recoveries.values().forEach(Thread::interrupt);
    }

    private void recover(MicrosoftService service) {
        Recovery recovery = new Recovery(service, of(service), probe(service), pause, LONGEST_PAUSE);
        recoveries.put(service, Thread.ofVirtual().name("recovery-" + service).start(recovery::untilBack));
    }

    private SharedProbe probe(MicrosoftService service) {
        return Optional.ofNullable(probes.get(service))
                .orElseThrow(() -> new IllegalStateException(
                        "no probe watches %s, so nobody can tell whom this concerns".formatted(service)));
    }
}
