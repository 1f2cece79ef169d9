package io.photosync.ledger;

import io.photosync.kafka.KafkaClients;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A ledger that has not read the topics yet, as during a start. */
public final class UnreadLedger {
    private UnreadLedger() {}

    public static Ledger create() {
        return new Ledger(new KafkaClients(Map.of()), new CompletableFuture<>(), Clock.systemUTC(), List.of());
    }
}
