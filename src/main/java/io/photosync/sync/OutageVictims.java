package io.photosync.sync;

import io.photosync.breaker.BreakerState;
import io.photosync.breaker.Breakers;
import io.photosync.call.MicrosoftService;
import io.photosync.event.Settlement;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.sync.VictimRecords.Victim;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reverts what was written for the first users of an outage, before enough of them had failed to recognize it: a dead
 * letter becomes a retry, and a retry is due again once the outage is over. The attempt that the outage failed is not
 * counted. It goes on after the outage until that is done.
 */
@ApplicationScoped
public class OutageVictims implements StopsInOrder {
    private static final Logger LOG = Logger.getLogger(OutageVictims.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** After the outage, or after Kafka last refused a record: no attempt that the outage failed takes longer. */
    private static final Duration STILL_TO_COME = Settlement.DEADLINE;
    /** More than any allowed value of {@code photosync.outage.users-in-a-row}. */
    private static final int COUNTED = 100;

    private final Breakers breakers;
    private final Ledger ledger;
    private final VictimRecords records;
    private final Clock clock;
    private final Map<MicrosoftService, Reverting> reverting = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    OutageVictims(Breakers breakers, Ledger ledger, LedgerWriter writer, Clock clock) {
        this.breakers = breakers;
        this.ledger = ledger;
        this.records = new VictimRecords(ledger, writer, clock);
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        breakers.countUsersBy(this::users);
        for (MicrosoftService service : MicrosoftService.values()) {
            breakers.of(service).listen(state -> follow(service, state));
        }
    }

    @Override
    public ShutdownStage stage() {
        return ShutdownStage.SUPPORT;
    }

    @Override
    public void stop() {
        stopping = true;
        reverting.values().forEach(outage -> outage.thread.interrupt());
    }

    /** How many users can fail, up to {@value #COUNTED}; unknown before the directory was read. */
    private int users() {
        long users = ledger.roster().values().stream()
                .filter(entry -> entry.managed() && entry.mailbox())
                .limit(COUNTED)
                .count();
        return users == 0 ? Integer.MAX_VALUE : (int) users;
    }

    /** Called on the breaker's thread, before another outage can begin. */
    private void follow(MicrosoftService service, BreakerState state) {
        switch (state) {
            case BreakerState.Open open -> begin(service);
            case BreakerState.HalfOpen halfOpen -> {}
            // The breaker forgets them when the next outage begins, which may be before the next poll.
            case BreakerState.Closed closed ->
                Optional.ofNullable(reverting.get(service)).ifPresent(outage -> outage.add(breakers.victims(service)));
        }
    }

    private void begin(MicrosoftService service) {
        if (!stopping) {
            reverting.computeIfAbsent(service, its -> {
                Reverting outage = new Reverting();
                outage.thread =
                        Thread.ofVirtual().name("outage-victims-" + its).start(() -> revertUntilDone(its, outage));
                return outage;
            });
        }
    }

    private void revertUntilDone(MicrosoftService service, Reverting outage) {
        try {
            boolean more = true;
            while (more) {
                Thread.sleep(POLL);
                more = revert(outage, breakers.of(service).state(), breakers.victims(service));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reverting.remove(service);
            follow(service, breakers.of(service).state());
        }
    }

    /** @return whether something may be left to revert */
    private boolean revert(Reverting outage, BreakerState state, Map<String, Instant> failed)
            throws InterruptedException {
        Instant now = clock.instant();
        Optional<Instant> closedAt =
                state instanceof BreakerState.Closed(Instant since) ? Optional.of(since) : Optional.empty();
        outage.add(failed);
        for (Victim victim : List.copyOf(outage.left)) {
            try {
                if (records.reverted(victim, closedAt.orElse(now))) {
                    outage.done(victim);
                }
            } catch (WriteFailedException e) {
                outage.refusedAt = Optional.of(clock.instant());
                if (outage.refused.add(victim)) {
                    LOG.warnf("revert waits for Kafka user=%s: %s", victim.userId(), e.getMessage());
                }
            }
        }
        Instant since = Stream.concat(closedAt.stream(), outage.refusedAt.stream())
                .max(Comparator.naturalOrder())
                .orElse(now);
        return closedAt.isEmpty() || (!outage.left.isEmpty() && !now.isAfter(since.plus(STILL_TO_COME)));
    }

    /** The victims of one outage, and of those that begin before they are all done. */
    private static final class Reverting {
        private final Set<Victim> left = ConcurrentHashMap.newKeySet();
        private final Set<Victim> done = ConcurrentHashMap.newKeySet();
        /** Those that were reported. */
        private final Set<Victim> refused = new HashSet<>();

        private Optional<Instant> refusedAt = Optional.empty();
        private volatile Thread thread;

        void add(Map<String, Instant> failed) {
            failed.forEach((user, failedAt) -> {
                Victim victim = new Victim(user, failedAt);
                if (!done.contains(victim)) {
                    left.add(victim);
                }
            });
        }

        void done(Victim victim) {
            done.add(victim);
            left.remove(victim);
        }
    }
}
