package io.photosync.ops.console;

import io.photosync.event.PhotoEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A sync that an operator asked for, as it stands in the address of the user's page.
 *
 * @param event id of its event
 * @param at when it was asked for; absent in addresses that were kept from earlier versions
 */
record AskedSync(String event, Optional<Instant> at) {
    static AskedSync of(PhotoEvent event) {
        return new AskedSync(event.id(), Optional.of(event.data().detectedAt()));
    }

    /** @throws io.photosync.ops.ApiException 400 when the time is none */
    static Optional<AskedSync> read(String event, String at) {
        return Query.given(event).map(id -> new AskedSync(id, Query.given(at).map(text -> Moments.from("at", text))));
    }

    public Query query() {
        return Query.EMPTY
                .with("event", event)
                .with("at", at.map(Instant::toString).orElse(null));
    }
}
