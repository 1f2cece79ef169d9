package io.photosync.detect;

import io.photosync.detect.LaneWriter.Find;
import io.photosync.event.KafkaClients;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoState;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Puts those who wait into the bulk lane as room appears there. The sweep goes on meanwhile. */
@ApplicationScoped
class BulkFeed implements Duty {
    private static final Logger LOG = Logger.getLogger(BulkFeed.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    private final SweepSettings sweep;
    private final BulkSettings settings;
    private final KafkaClients clients;
    private final Ledger ledger;
    private final Detection detection;
    private final LaneWriter lanes;
    private final Backlog backlog;
    private final FirstFill fill;
    private final Clock clock;

    BulkFeed(
            SweepSettings sweep,
            BulkSettings settings,
            KafkaClients clients,
            Ledger ledger,
            Detection detection,
            LaneWriter lanes,
            Backlog backlog,
            FirstFill fill,
            Clock clock) {
        this.sweep = sweep;
        this.settings = settings;
        this.clients = clients;
        this.ledger = ledger;
        this.detection = detection;
        this.lanes = lanes;
        this.backlog = backlog;
        this.fill = fill;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bulk-feed";
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        if (!sweep.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        fill.begin(term);
        Instant counted = Instant.MIN;
        try (BulkDepth depth = new BulkDepth(clients.admin())) {
            while (true) {
                long waiting = depth.waiting();
                feed((int) Math.max(0, settings.waitingAtMost() - waiting));
                Instant now = clock.instant();
                if (!counted.isAfter(now.minus(COUNT_EVERY))) {
                    fill.watch(waiting == 0);
                    counted = now;
                }
                Thread.sleep(EVERY);
            }
        } catch (ExecutionException e) {
            LOG.warnf("the bulk lane is not fed, Kafka does not say how full it is: %s", e.getCause());
        }
    }

    private void feed(int room) throws NotWritten, InterruptedException {
        for (String userId : backlog.first(room)) {
            Optional<PhotoState.Present> photo = backlog.of(userId);
            if (photo.isPresent()) {
                feed(userId, photo.get());
                backlog.remove(userId);
            }
        }
    }

    /** Much may have happened while they waited: a hint, an operator's request, a way out of the tenant. */
    private void feed(String userId, PhotoState.Present photo) throws NotWritten, InterruptedException {
        Known known = ledger.of(userId);
        Optional<RosterEntry> person = known.roster().filter(RosterEntry::lookedAfter);
        if (person.isPresent() && detection.decide(userId, photo) instanceof Decision.Updated) {
            Cause cause = known.settled().isEmpty() ? Cause.FIRST_FILL : Cause.SWEEP;
            lanes.updated(
                    new Find(
                            userId, person.get().userPrincipalName(), clock.instant(), cause, Topic.PHOTO_UPDATED_BULK),
                    photo);
        }
    }
}
