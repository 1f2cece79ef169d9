package io.photosync.drift;

import io.photosync.event.JournalEntry;
import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.BulkLaneCapacity;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import io.photosync.sharepoint.PhotoFiles;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Remedy for a difference: the user is written again through the bulk lane as capacity allows. */
@Singleton
final class SpotCheckRemedies {
    private static final Logger LOG = Logger.getLogger(SpotCheckRemedies.class);

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final BulkLaneCapacity lane;
    private final StalePictures stale;
    private final Clock clock;

    SpotCheckRemedies(Ledger ledger, LedgerWriter writer, BulkLaneCapacity lane, StalePictures stale, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.lane = lane;
        this.stale = stale;
        this.clock = clock;
    }

    /** The remedy that was applied. */
    enum Remedy {
        REPAIR,
        /** Nothing is deleted here: detect asks for a second answer, and the guard decides. */
        REMOVAL,
        /** Only reported: the files may be another user's, or detect handles the removal already. */
        REPORTED
    }

    /** Returns when Kafka has acknowledged the remedy's records. */
    Remedy apply(Comparison difference) throws WriteFailedException, InterruptedException {
        String why = difference.reasons().stream()
                .map(Comparison.Reason::description)
                .collect(Collectors.joining("; "));
        writer.journal(difference.userId(), JournalEntry.of(JournalEntry.Decision.DIFFERED, difference.at(), why));
        LOG.warnf("spot check differs user=%s reasons=%s", difference.userId(), difference.reasons());
        if (difference.reasons().contains(Comparison.Reason.STILL_SHOWN)) {
            return stale.mark(Map.of(difference.userId(), baseName(difference))) > 0 ? Remedy.REMOVAL : Remedy.REPORTED;
        }
        lane.await(BulkLaneCapacity.Use.REPAIR);
        repair(difference);
        return Remedy.REPAIR;
    }

    private static String baseName(Comparison difference) {
        return difference.files().stream()
                .flatMap(file -> PhotoFiles.ofFile(file.name()).stream())
                .map(PhotoFiles::baseName)
                .findFirst()
                .orElse(difference.userId());
    }

    private void repair(Comparison difference) throws WriteFailedException, InterruptedException {
        UserState userState = ledger.of(difference.userId());
        Optional<String> mediaEtag = userState
                .settled()
                .flatMap(Settlement::mediaEtag)
                .or(() -> userState.roster().flatMap(RosterEntry::mediaEtag));
        PhotoEvent event = PhotoEvent.again(
                difference.userId(), difference.userPrincipalName(), mediaEtag, Cause.REPAIR, clock.instant());
        writer.writeEvent(Lane.BULK, event);
        LOG.infof("repair published user=%s event=%s", difference.userId(), event.id());
    }
}
