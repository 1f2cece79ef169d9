package io.photosync.drift;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.BaseNames;
import io.photosync.ledger.BaseNames.Claim;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Records users who have a picture in SharePoint, but no photo in Exchange and none ever written by photo sync. From
 * then on the sweep treats the answer "no photo" as a removal. The second answer, the guard and operators decide as
 * about every removal; nothing is deleted here.
 */
@Singleton
final class StalePictures {
    private static final Logger LOG = Logger.getLogger(StalePictures.class);

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    StalePictures(Ledger ledger, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * @param found base names of files, by the user they may belong to
     * @return number of users with a stale picture, as far as is known now
     */
    int mark(Map<String, String> found) throws WriteFailedException, InterruptedException {
        BaseNames baseNames = new BaseNames(ledger.baseNames());
        int stale = 0;
        for (Map.Entry<String, String> file : found.entrySet()) {
            String user = file.getKey();
            UserState userState = ledger.of(user);
            List<String> names = userState.roster().map(RosterEntry::names).orElse(List.of());
            if (UsersWithoutPhoto.photoless(userState, clock.instant())
                    && baseNames.claim(user, names, file.getValue()) == Claim.OWN) {
                stale++;
                if (userState.settled().filter(UsersWithoutPhoto::stale).isEmpty()) {
                    mark(user, file.getValue());
                }
            }
        }
        return stale;
    }

    private void mark(String userId, String baseName) throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        Settlement end = Settlement.decided(
                        Settlement.State.SKIPPED,
                        UUID.randomUUID().toString(),
                        "drift",
                        SkipReason.STALE_PICTURE.name(),
                        now,
                        now)
                .with(Optional.empty(), Optional.of(baseName), Optional.empty());
        writer.write(Topic.PHOTO_SETTLED, userId, end);
        LOG.infof("stale picture found user=%s files=%s", userId, baseName);
    }
}
