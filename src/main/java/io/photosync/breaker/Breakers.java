package io.photosync.breaker;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** A breaker for each service, and the judgement that opens it: does a failure concern one user or everybody? */
@ApplicationScoped
public class Breakers {
    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final Set<Failure.Kind> ONE_USERS_OR_NOBODYS =
            EnumSet.of(Failure.Kind.THROTTLED, Failure.Kind.USER_THROTTLED);
    private static final int USERS_IN_A_ROW = 5;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** One user cannot tell their own trouble from everybody's. */
    private static final int FEWEST = 2;

    private final Map<MicrosoftService, Breaker> breakers = new EnumMap<>(MicrosoftService.class);
    private final Map<MicrosoftService, SharedProbe> probes = new ConcurrentHashMap<>();
    private final Map<MicrosoftService, Thread> recoveries = new ConcurrentHashMap<>();
    private final Map<MicrosoftService, FailureStreak> streaks = new EnumMap<>(MicrosoftService.class);
    private final Map<MicrosoftService, Map<String, Instant>> victims = new EnumMap<>(MicrosoftService.class);
    private final Clock clock;
    private final int usersInARow;
    private final Duration pause;
    private final Duration longestPause;
    private volatile IntSupplier users = () -> Integer.MAX_VALUE;

    @Inject
    public Breakers(Clock clock, OutageSettings settings) {
        this(clock, settings.usersInARow(), settings.pause(), settings.longestPause());
    }

    /** As the settings are by default. */
    public Breakers(Clock clock) {
        this(clock, USERS_IN_A_ROW, PAUSE, LONGEST_PAUSE);
    }

    /** @param pause between two probes of one service, and the first wait of its recovery */
    Breakers(Clock clock, int usersInARow, Duration pause, Duration longestPause) {
        this.clock = clock;
        this.usersInARow = usersInARow;
        this.pause = pause;
        this.longestPause = longestPause;
        for (MicrosoftService service : MicrosoftService.values()) {
            breakers.put(service, new Breaker(clock));
            streaks.put(service, new FailureStreak());
            victims.put(service, new ConcurrentHashMap<>());
        }
    }

    /** Tells how many users there are: in a tenant of four nobody can wait for a fifth to fail. */
    public void outOf(IntSupplier howMany) {
        users = howMany;
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

    /** What a probe met by itself concerns everybody, whatever it is; but a throttled service lives. */
    public void probed(Failure met) {
        if (met.kind() != Failure.Kind.THROTTLED) {
            opened(new FailureScope.Outage(met.service(), met));
        }
    }

    /**
     * Judges a failure of a request that is no single user's. May ask the service's probe, and wait some seconds for leave to ask it. An
     * outage opens the breaker, and a thread of its own finds out when the service is back.
     *
     * @throws IllegalStateException when a probe is needed and {@link #watch} never named one
     */
    public FailureScope diagnose(Failure failure) throws InterruptedException {
        FailureScope failureScope = FailureScope.of(
                failure,
                FailureScope.needsProbe(failure) ? probe(failure.service()).ask() : Optional.empty());
        if (failureScope instanceof FailureScope.Outage outage) {
            opened(outage);
        }
        return failureScope;
    }

    /** Judges a failure of that user's request likewise: alone it may be theirs, as one of many in a row it is everybody's. */
    public FailureScope diagnose(Failure failure, Subject subject) throws InterruptedException {
        if (ONE_USERS_OR_NOBODYS.contains(failure.kind()) || failure.reach() == Failure.Reach.ONE_USER) {
            return FailureScope.of(failure, Optional.empty());
        }
        FailureStreak.Finding finding = streaks.get(failure.service()).failed(subject, failure.code(), clock.instant());
        return switch (finding) {
            case FailureStreak.Finding.OwnTrouble() -> diagnose(failure);
            case FailureStreak.Finding.InARow(int failed) ->
                isOutage(failure, failed) ? outage(failure, subject) : afterProbe(failure, subject);
        };
    }

    /**
     * An attempt for that user succeeded at that service.
     *
     * @param began when the attempt did: what began before an outage says nothing of its end
     */
    public void succeeded(MicrosoftService service, Subject subject, Instant began) {
        streaks.get(service).succeeded(subject, began);
        if (of(service).worked(subject.activity(), began)) {
            LOG.infof("breaker closed service=%s user=%s", service, subject.userId());
        }
    }

    /**
     * Who failed in the service's outage, or in the streak that opened it, and when first: what was written of them meanwhile is to be
     * taken back. Of the last outage, if it is over. Empty where the probe found it.
     */
    public Map<String, Instant> victims(MicrosoftService service) {
        return Map.copyOf(victims.get(service));
    }

    /** Whether the user is one of those, and the outage goes on. */
    public boolean failedIn(MicrosoftService service, String userId) {
        return open(service) && victims.get(service).containsKey(userId);
    }

    /** The probe takes its time, and others may have failed meanwhile. */
    private FailureScope afterProbe(Failure failure, Subject subject) throws InterruptedException {
        FailureScope failureScope = diagnose(failure);
        int failed = streaks.get(failure.service())
                .users(subject.activity(), failure.code())
                .size();
        return switch (failureScope) {
            case FailureScope.Throttled throttled -> throttled;
            case FailureScope.Outage outage -> outage;
            case FailureScope.UserRetry retry -> isOutage(failure, failed) ? outage(failure, subject) : retry;
            case FailureScope.UserRejected rejected -> isOutage(failure, failed) ? outage(failure, subject) : rejected;
        };
    }

    private boolean isOutage(Failure failure, int failed) {
        return failure.reach() == Failure.Reach.EVERYBODY || open(failure.service()) || failed >= threshold(failed);
    }

    private int threshold(int failed) {
        // Users are counted only where that may matter: there may be a hundred thousand.
        return failed < FEWEST || failed >= usersInARow
                ? usersInARow
                : Math.clamp(users.getAsInt(), FEWEST, usersInARow);
    }

    private FailureScope outage(Failure failure, Subject subject) {
        MicrosoftService service = failure.service();
        Breaker breaker = of(service);
        Map<String, Instant> failed = streaks.get(service).users(subject.activity(), failure.code());
        FailureScope.Outage outage = new FailureScope.Outage(service, failure);
        synchronized (victims) {
            if (!breaker.open()) {
                victims.get(service).clear();
            }
            failed.forEach(victims.get(service)::putIfAbsent);
        }
        if (!breaker.open() || breaker.lets(subject.userId())) {
            boolean first = breaker.openedByUsers(failure, subject.activity());
            LOG.logf(
                    first ? Logger.Level.WARN : Logger.Level.INFO,
                    "breaker %s service=%s user=%s code=%s usersInARow=%d: %s",
                    first ? "opened" : "stays open",
                    service,
                    subject.userId(),
                    failure.code(),
                    failed.size(),
                    outage.word());
            if (first) {
                recover(service);
            }
        }
        return outage;
    }

    private void opened(FailureScope.Outage outage) {
        if (!open(outage.service())) {
            victims.get(outage.service()).clear();
        }
        if (of(outage.service()).opened(outage.cause())) {
            LOG.warnf("breaker opened service=%s: %s", outage.service(), outage.word());
            recover(outage.service());
        }
    }

    @PreDestroy
    void stop() {
        recoveries.values().forEach(Thread::interrupt);
    }

    private void recover(MicrosoftService service) {
        BreakerRecovery breakerRecovery =
                new BreakerRecovery(service, of(service), probe(service), pause, longestPause);
        Thread before = recoveries.put(
                service, Thread.ofVirtual().name("recovery-" + service).start(breakerRecovery::untilBack));
        if (before != null) {
            // Somebody's success closed the breaker before it noticed.
            before.interrupt();
        }
    }

    private SharedProbe probe(MicrosoftService service) {
        return Optional.ofNullable(probes.get(service))
                .orElseThrow(() -> new IllegalStateException(
                        "no probe watches %s, so nobody can tell whom this concerns".formatted(service)));
    }
}
