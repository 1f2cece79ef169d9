package io.photosync.sync;

import io.photosync.breaker.BreakerState;
import io.photosync.breaker.Breakers;
import io.photosync.call.MicrosoftService;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.ShutdownStage;
import io.photosync.kafka.StopsInOrder;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Reverts what was written for the first users of an outage, before enough of them had failed to recognize it: a dead
 * letter becomes a retry, and a retry is due again once the outage is over. The attempt that the outage failed is not
 * counted.
 */
@ApplicationScoped
public class OutageVictims implements StopsInOrder {
    private static final Logger LOG = Logger.getLogger(OutageVictims.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** More than any allowed value of {@code photosync.outage.users-in-a-row}. */
    private static final int COUNTED = 100;

    private final Breakers breakers;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;
    private final Map<MicrosoftService, Thread> reverting = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    OutageVictims(Breakers breakers, Ledger ledger, LedgerWriter writer, Clock clock) {
        this.breakers = breakers;
        this.ledger = ledger;
        this.writer = writer;
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
        reverting.values().forEach(Thread::interrupt);
    }

    /** How many users can fail, up to {@value #COUNTED}; unknown before the directory was read. */
    private int users() {
        long users = ledger.roster().values().stream()
                .filter(entry -> entry.managed() && entry.mailbox())
                .limit(COUNTED)
                .count();
        return users == 0 ? Integer.MAX_VALUE : (int) users;
    }

    private void follow(MicrosoftService service, BreakerState state) {
        if (state instanceof BreakerState.Open && !stopping) {
            reverting.computeIfAbsent(
                    service,
                    its -> Thread.ofVirtual().name("outage-victims-" + its).start(() -> revertUntilClosed(its)));
        }
    }

    private void revertUntilClosed(MicrosoftService service) {
        try {
            Set<String> done = new HashSet<>();
            boolean open = true;
            while (open) {
                Thread.sleep(POLL);
                // Read before the last poll, so that no victim is missed in between.
                open = breakers.open(service);
                breakers.victims(service).forEach((user, failedAt) -> {
                    if (!done.contains(user) && reverted(user, failedAt)) {
                        done.add(user);
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reverting.remove(service);
            follow(service, breakers.of(service).state());
        }
    }

    /**
     * @return whether nothing is left to revert for this user; false while a record of the failed attempt is still to
     * come
     */
    private boolean reverted(String user, Instant failedAt) {
        try {
            UserState userState = ledger.of(user);
            Optional<DeadLetterRecord> letter = userState.letter().filter(open -> since(failedAt, open.note()));
            if (letter.isPresent()) {
                return settledForGood(userState) && reverted(user, letter.get());
            }
            Optional<PendingRetry> retry = userState
                    .retry()
                    .filter(pending -> pending.decoding().isEmpty())
                    .filter(pending -> since(failedAt, pending.note()));
            if (retry.isPresent()) {
                retryNow(
                        user,
                        retry.get().event(),
                        retry.get().attempts(),
                        retry.get().note(),
                        retry.get().origin());
            }
            return retry.isPresent();
        } catch (WriteFailedException e) {
            LOG.warnf("revert waits for Kafka user=%s: %s", user, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean reverted(String user, DeadLetterRecord letter) throws InterruptedException, WriteFailedException {
        if (letter.event().isEmpty()) {
            return true; // An unreadable record failed for another reason.
        }
        FailureNote note = letter.note();
        retryNow(user, letter.event().get(), letter.attempts(), note, letter.origin());
        if (ledger.letter(user).filter(open -> open.offset() == letter.offset()).isPresent()) {
            writer.erase(Topic.PHOTO_UPDATED_DLQ, user);
        }
        LOG.infof("dead letter reverted to a retry user=%s code=%s attempt=%d", user, note.code(), letter.attempts());
        return true;
    }

    private void retryNow(String user, PhotoEvent event, int attempts, FailureNote note, RecordPosition recordPosition)
            throws InterruptedException, WriteFailedException {
        PendingRetry retry = new PendingRetry(event, Math.max(0, attempts - 1), clock.instant(), note, recordPosition);
        writer.write(Topic.PHOTO_UPDATED_RETRY, user, retry);
    }

    /**
     * The attempt that dead-letters an event resolves its retry last, and would resolve a new one written before that.
     */
    private static boolean settledForGood(UserState userState) {
        return userState.retry().isEmpty()
                && userState
                        .settled()
                        .filter(end -> end.state() == Settlement.State.DEAD_LETTERED)
                        .isPresent();
    }

    private static boolean since(Instant failedAt, FailureNote note) {
        return !note.lastAt().isBefore(failedAt);
    }
}
