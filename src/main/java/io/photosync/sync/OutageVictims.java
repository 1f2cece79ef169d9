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
import io.photosync.kafka.TopicWriter.WriteFailedException;
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
 * Takes back what was written of the first users of an outage, before so many had failed that it was seen to be one: a dead letter becomes
 * a retry, and a retry is due again once the outage is over. The attempt in which they met it is not counted.
 */
@ApplicationScoped
public class OutageVictims implements StopsInOrder {
    private static final Logger LOG = Logger.getLogger(OutageVictims.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** More than any number of users in a row that may be set. */
    private static final int COUNTED = 100;

    private final Breakers breakers;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;
    private final Map<MicrosoftService, Thread> looking = new ConcurrentHashMap<>();
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
        looking.values().forEach(Thread::interrupt);
    }

    /** How many may fail, up to {@value #COUNTED}. Before the directory was read that is not known. */
    private int users() {
        long users = ledger.roster().values().stream()
                .filter(entry -> entry.managed() && entry.mailbox())
                .limit(COUNTED)
                .count();
        return users == 0 ? Integer.MAX_VALUE : (int) users;
    }

    private void follow(MicrosoftService service, BreakerState state) {
        if (state instanceof BreakerState.Open && !stopping) {
            looking.computeIfAbsent(
                    service,
                    its -> Thread.ofVirtual().name("outage-victims-" + its).start(() -> untilOver(its)));
        }
    }

    private void untilOver(MicrosoftService service) {
        try {
            Set<String> done = new HashSet<>();
            boolean open = true;
            while (open) {
                Thread.sleep(LOOK);
                // Asked before the last look, so that nothing falls between.
                open = breakers.open(service);
                breakers.victims(service).forEach((user, failedAt) -> {
                    if (!done.contains(user) && tookBack(user, failedAt)) {
                        done.add(user);
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.remove(service);
            follow(service, breakers.of(service).state());
        }
    }

    /** @return whether there is nothing left to take back of this user's; not yet, where what will be written is not there */
    private boolean tookBack(String user, Instant failedAt) {
        try {
            UserState userState = ledger.of(user);
            Optional<DeadLetterRecord> letter = userState.letter().filter(open -> since(failedAt, open.note()));
            if (letter.isPresent()) {
                return settledForGood(userState) && tookBack(user, letter.get());
            }
            Optional<PendingRetry> retry = userState
                    .retry()
                    .filter(pending -> pending.decoding().isEmpty())
                    .filter(pending -> since(failedAt, pending.note()));
            if (retry.isPresent()) {
                again(
                        user,
                        retry.get().event(),
                        retry.get().attempts(),
                        retry.get().note(),
                        retry.get().origin());
            }
            return retry.isPresent();
        } catch (WriteFailedException e) {
            LOG.warnf("taking back waits for Kafka user=%s: %s", user, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean tookBack(String user, DeadLetterRecord letter) throws InterruptedException, WriteFailedException {
        if (letter.event().isEmpty()) {
            return true; // What was no event met no outage.
        }
        FailureNote note = letter.note();
        again(user, letter.event().get(), letter.attempts(), note, letter.origin());
        if (ledger.letter(user).filter(open -> open.offset() == letter.offset()).isPresent()) {
            writer.erase(Topic.PHOTO_UPDATED_DLQ, user);
        }
        LOG.infof("dead letter taken back user=%s code=%s attempt=%d", user, note.code(), letter.attempts());
        return true;
    }

    private void again(String user, PhotoEvent event, int attempts, FailureNote note, RecordPosition recordPosition)
            throws InterruptedException, WriteFailedException {
        PendingRetry retry = new PendingRetry(event, Math.max(0, attempts - 1), clock.instant(), note, recordPosition);
        writer.write(Topic.PHOTO_UPDATED_RETRY, user, retry);
    }

    /** Whoever gives an event up resolves its retry last of all, and would resolve the new one. */
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
