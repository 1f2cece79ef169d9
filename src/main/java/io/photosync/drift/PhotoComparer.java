package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Compares one user end to end: Exchange's current photo with what SharePoint serves, independent of the ledger. Five
 * requests: one to Graph, one for the profile, three for the files. Read-only.
 */
@ApplicationScoped
public class PhotoComparer {
    private final ExchangeSide exchange;
    private final SharePointSide sharePoint;
    private final Ledger ledger;
    private final Clock clock;

    PhotoComparer(ExchangeSide exchange, SharePointSide sharePoint, Ledger ledger, Clock clock) {
        this.exchange = exchange;
        this.sharePoint = sharePoint;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param within deadline of the requests, which have the lowest priority */
    public Comparison compare(String userId, String userPrincipalName, Duration within)
            throws MicrosoftCallException, InterruptedException {
        String baseName = ledger.of(userId).target().fileBaseName().orElse(userId);
        CallContext callContext =
                CallContext.within(Priority.BULK, within, clock).awaited();
        ExchangeSide.Photo photo = exchange.read(userId, callContext);
        SharePointSide.Shown shown = sharePoint.read(userPrincipalName, baseName, callContext);
        return Comparison.of(
                new Comparison.Subject(userId, userPrincipalName, baseName), photo, shown, clock.instant());
    }
}
