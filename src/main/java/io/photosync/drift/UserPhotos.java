package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.graph.PhotoContent;
import io.photosync.ledger.Ledger;
import io.photosync.sharepoint.PhotoFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** A user's photo as each side has it now, for operators who look. Read-only. */
@ApplicationScoped
public class UserPhotos {
    private final ExchangeSide exchange;
    private final SharePointSide sharePoint;
    private final Ledger ledger;
    private final Clock clock;

    UserPhotos(ExchangeSide exchange, SharePointSide sharePoint, Ledger ledger, Clock clock) {
        this.exchange = exchange;
        this.sharePoint = sharePoint;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Which of a user's pictures: Exchange's photo, or one of SharePoint's files. */
    public enum Which {
        EXCHANGE,
        SMALL,
        MEDIUM,
        LARGE
    }

    /**
     * Sends one request to Graph, or two to SharePoint; once more after a transient failure.
     *
     * @param within deadline of the requests, which have the priority of operators
     */
    public ServedPhoto read(String userId, String userPrincipalName, Which which, Duration within)
            throws MicrosoftCallException, InterruptedException {
        CallContext callContext =
                CallContext.within(Priority.CONTROL, within, clock).awaited();
        return switch (which) {
            case EXCHANGE -> ofExchange(userId, callContext);
            case SMALL -> ofSharePoint(userId, userPrincipalName, PhotoFiles::small, callContext);
            case MEDIUM -> ofSharePoint(userId, userPrincipalName, PhotoFiles::medium, callContext);
            case LARGE -> ofSharePoint(userId, userPrincipalName, PhotoFiles::large, callContext);
        };
    }

    private ServedPhoto ofExchange(String userId, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return switch (exchange.content(userId, callContext)) {
            case PhotoContent.Bytes photo -> ServedPhoto.of(photo.bytes());
            case PhotoContent.Absent absent -> new ServedPhoto.None("Exchange has no photo of the user");
            case PhotoContent.TooLarge(int limit) ->
                new ServedPhoto.None("Exchange's photo has more than %d bytes".formatted(limit));
            case PhotoContent.NoMailbox noMailbox -> new ServedPhoto.None("the user has no mailbox");
            case PhotoContent.UserGone gone -> new ServedPhoto.None("the user is gone");
        };
    }

    private ServedPhoto ofSharePoint(
            String userId, String userPrincipalName, Function<PhotoFiles, String> file, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        String expected = ledger.of(userId).target().fileBaseName().orElse(userId);
        return sharePoint
                .file(userPrincipalName, expected, file, callContext)
                .map(ServedPhoto::of)
                .orElseGet(() -> new ServedPhoto.None("SharePoint has no such file of the user"));
    }
}
