package io.photosync.breaker;

import io.photosync.call.Backoff;
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

/** One breaker for each service, and the decision that opens it: does a failure affect one user or all? */
@ApplicationScoped
public class Breakers {
    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final Set<Failure.Kind> NEVER_AN_OUTAGE =
            EnumSet.of(Failure.Kind.THROTTLED, Failure.Kind.USER_THROTTLED);
    /** One user's failures may be that user's own trouble. */
    private static final int FEWEST = 2;

    private final Map<MicrosoftService, Breaker> breakers = new EnumMap<>(MicrosoftService.class);
    private final Map<MicrosoftService, SharedProbe> probes = new ConcurrentHashMap<>();
    private final Map<MicrosoftService, Thread> recoveries = new ConcurrentHashMap<>();
    private final Map<MicrosoftService, FailureStreak> streaks = new EnumMap<>(MicrosoftService.class);
    private final Clock clock;
    private final int usersInARow;
    private final Backoff backoff;
    private volatile IntSupplier users = () -> Integer.MAX_VALUE;

    @Inject
    public Breakers(Clock clock, OutageSettings settings) {
        this(clock, settings.usersInARow(), settings.pause(), settings.longestPause());
    }

    /** @param pause between two probes of one service, and the first wait of its recovery */
    Breakers(Clock clock, int usersInARow, Duration pause, Duration longestPause) {
        this.clock = clock;
        this.usersInARow = usersInARow;
        this.backoff = new Backoff(pause, longestPause);
        for (MicrosoftService service : MicrosoftService.values()) {
            breakers.put(service, new Breaker(clock));
            streaks.put(service, new FailureStreak());
        }
    }

    /** Supplies the number of users: in a tenant of four no fifth user can fail. */
    public void countUsersBy(IntSupplier count) {
        users = count;
    }

    /** Registers the probe of a service; without one no failure of that service can be classified. */
    public void register(MicrosoftService service, Probe probe) {
        probes.put(service, new SharedProbe(probe, backoff.first(), clock));
    }

    public Breaker of(MicrosoftService service) {
        return breakers.get(service);
    }

    public boolean open(MicrosoftService service) {
        return of(service).open();
    }

    /** A failure that a probe met by itself affects all users, whatever it is; but a throttled service is alive. */
    public void probed(Failure met) {
        if (met.kind() != Failure.Kind.THROTTLED) {
            opened(new FailureScope.Outage(met.service(), met));
        }
    }

    /**
     * Classifies a failure of a request that belongs to no single user. May call the service's probe, and wait some
     * seconds for the permit to do so. An outage opens the breaker, and a thread of its own finds out when the service
     * is back.
     *
     * @throws IllegalStateException when a probe is needed and none was passed to {@link #register}
     */
    public FailureScope classify(Failure failure) throws InterruptedException {
        FailureScope failureScope = FailureScope.of(
                failure,
                FailureScope.needsProbe(failure) ? probe(failure.service()).ask() : Optional.empty());
        if (failureScope instanceof FailureScope.Outage outage) {
            opened(outage);
        }
        return failureScope;
    }

    /**
     * Classifies a failure of that user's request likewise: alone it may be the user's own, as one of many in a row it
     * is an outage.
     */
    public FailureScope classify(Failure failure, Subject subject) throws InterruptedException {
        if (NEVER_AN_OUTAGE.contains(failure.kind()) || failure.reach() == Failure.Reach.ONE_USER) {
            return FailureScope.of(failure, Optional.empty());
        }
        FailureStreak.Finding finding = streaks.get(failure.service()).failed(subject, failure.code(), clock.instant());
        return switch (finding) {
            case FailureStreak.Finding.OwnTrouble() -> classify(failure);
            case FailureStreak.Finding.InARow(int failed) ->
                isOutage(failure, failed) ? outage(failure, subject) : afterProbe(failure, subject);
        };
    }

    /**
     * An attempt for that user succeeded at that service.
     *
     * @param began when the attempt did: one that started before an outage proves nothing about its end
     */
    public void succeeded(MicrosoftService service, Subject subject, Instant began) {
        streaks.get(service).succeeded(subject, began);
        if (of(service).succeeded(subject.activity(), began)) {
            LOG.infof("breaker closed service=%s user=%s", service, subject.userId());
        }
    }

    /**
     * Users who failed in the service's outage, or in the streak that opened it, each with the first failure's time:
     * what was written about them meanwhile has to be undone. Of the last outage, if it is over. Empty if the probe
     * detected it.
     */
    public Map<String, Instant> victims(MicrosoftService service) {
        return of(service).users().all();
    }

    /** Whether the user is one of those, and the outage goes on. */
    public boolean failedIn(MicrosoftService service, String userId) {
        return open(service) && of(service).users().contains(userId);
    }

    /** The probe takes time, and others may have failed meanwhile. */
    private FailureScope afterProbe(Failure failure, Subject subject) throws InterruptedException {
        FailureScope failureScope = classify(failure);
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
        return failure.reach() == Failure.Reach.ALL_USERS || open(failure.service()) || failed >= threshold(failed);
    }

    private int threshold(int failed) {
        // Users are counted only where the number may matter: there may be a hundred thousand.
        return failed < FEWEST || failed >= usersInARow
                ? usersInARow
                : Math.clamp(users.getAsInt(), FEWEST, usersInARow);
    }

    private FailureScope outage(Failure failure, Subject subject) {
        MicrosoftService service = failure.service();
        Breaker breaker = of(service);
        Map<String, Instant> failed = streaks.get(service).users(subject.activity(), failure.code());
        FailureScope.Outage outage = new FailureScope.Outage(service, failure);
        if (breaker.open() && !breaker.onTrial(subject.userId())) {
            breaker.users().add(failed);
            return outage;
        }
        boolean first = breaker.openedByUsers(failure, subject.activity(), failed);
        LOG.logf(
                first ? Logger.Level.WARN : Logger.Level.INFO,
                "breaker %s service=%s user=%s code=%s usersInARow=%d: %s",
                first ? "opened" : "stays open",
                service,
                subject.userId(),
                failure.code(),
                failed.size(),
                outage.message());
        if (first) {
            recover(service);
        }
        return outage;
    }

    private void opened(FailureScope.Outage outage) {
        if (of(outage.service()).opened(outage.cause())) {
            LOG.warnf("breaker opened service=%s: %s", outage.service(), outage.message());
            recover(outage.service());
        }
    }

    @PreDestroy
    void stop() {
        recoveries.values().forEach(Thread::interrupt);
    }

    private void recover(MicrosoftService service) {
        BreakerRecovery breakerRecovery = new BreakerRecovery(service, of(service), probe(service), backoff);
        Thread previous = recoveries.put(
                service, Thread.ofVirtual().name("recovery-" + service).start(breakerRecovery::run));
        if (previous != null) {
            // A user's success closed the breaker before the recovery thread noticed.
            previous.interrupt();
        }
    }

    private SharedProbe probe(MicrosoftService service) {
        return Optional.ofNullable(probes.get(service))
                .orElseThrow(() -> new IllegalStateException(
                        "no probe is registered for %s, so this failure cannot be classified".formatted(service)));
    }
}
