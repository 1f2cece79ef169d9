package io.photosync.ops;

import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.ledger.Known;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A user's events as the topics still hold them, ended or not. */
final class Events {
    private Events() {}

    static Optional<PhotoEvent> newest(Known known) {
        return Stream.of(known.live(), known.bulk(), known.retry().map(PendingRetry::event))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(event -> event.data().detectedAt()));
    }
}
