package io.photosync.drift;

import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.SharePointState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Accepts users' files as SharePoint keeps them: later checks compare with these, and anything else is a change. */
@Singleton
final class AcceptedFiles {
    private static final Logger LOG = Logger.getLogger(AcceptedFiles.class);
    private static final String REASON = "files accepted as SharePoint keeps them";

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    AcceptedFiles(Ledger ledger, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Sends no request.
     *
     * @return number of accepted users; users with work in progress are skipped until the next check
     */
    int accept(List<DriftFinding> findings) throws WriteFailedException, InterruptedException {
        int accepted = 0;
        for (DriftFinding driftFinding : findings) {
            SharePointState sharePointState = ledger.of(driftFinding.userId()).target();
            Optional<Settlement> end =
                    sharePointState.last().filter(same -> same.attemptId().equals(driftFinding.attemptId()));
            if (end.isPresent() && driftFinding.change().isPresent() && !sharePointState.busy(clock.instant())) {
                writer.write(
                        Topic.PHOTO_SETTLED,
                        driftFinding.userId(),
                        // "Unchanged": nothing was written. The attempt's times stay, since they date Exchange's photo.
                        end.get().unchanged(driftFinding.change().get().seen(), REASON));
                LOG.debugf("files accepted as SharePoint keeps them user=%s", driftFinding.userId());
                accepted++;
            }
        }
        return accepted;
    }
}
