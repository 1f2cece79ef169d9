package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Compares one user end to end: Exchange's photo now with what SharePoint serves now, whatever is known of either. Five requests: one
 * to Graph, one for the profile, three for the files. It only reads.
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

    /** @param within which the requests must be done; they wait behind every change */
    public Comparison compare(String userId, String userPrincipalName, Duration within)
            throws MicrosoftCallException, InterruptedException {
        String baseName = ledger.of(userId).target().fileBaseName().orElse(userId);
        CallContext callContext = CallContext.within(Priority.BULK, within, clock);
        ExchangeSide.Photo photo = exchange.read(userId, callContext);
        SharePointSide.Shown shown = sharePoint.read(userPrincipalName, baseName, callContext);
        return Comparison.of(
                new Comparison.Subject(userId, userPrincipalName, baseName), photo, shown, clock.instant());
    }
}
