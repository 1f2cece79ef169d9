package io.photosync.detect;

import io.photosync.event.KafkaClients;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Fills the bulk lane from the backlog as room appears in it. The sweep goes on meanwhile. */
@ApplicationScoped
class BulkFeed implements Duty {
    private static final Logger LOG = Logger.getLogger(BulkFeed.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** To count 100,000 people takes some milliseconds, which need not be spent each time. */
    private static final int COUNT_EVERY = 10;

    private final SweepSettings sweep;
    private final BulkSettings settings;
    private final KafkaClients clients;
    private final BacklogFeed feed;
    private final Handover handover;

    BulkFeed(SweepSettings sweep, BulkSettings settings, KafkaClients clients, BacklogFeed feed, Handover handover) {
        this.sweep = sweep;
        this.settings = settings;
        this.clients = clients;
        this.feed = feed;
        this.handover = handover;
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
        handover.begin(term);
        try (BulkDepth depth = new BulkDepth(clients.admin())) {
            for (long turn = 0; ; turn++) {
                long waiting = depth.waiting();
                feed.feed((int) Math.max(0, settings.waitingAtMost() - waiting));
                if (turn % COUNT_EVERY == 0) {
                    handover.watch(waiting == 0);
                }
                Thread.sleep(EVERY);
            }
        } catch (ExecutionException e) {
            LOG.warnf("the bulk lane is not fed, Kafka does not say how full it is: %s", e.getCause());
        }
    }
}
