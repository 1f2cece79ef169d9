package io.photosync.ops;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;

/** The ledger, once it has folded all topics: before, part of the dead letters would look like all of them. */
@ApplicationScoped
public class ReadyLedger {
    private final Ledger ledger;

    public ReadyLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @throws ApiException 503 while the topics are still being read */
    public Ledger get() {
        if (!ledger.caughtUp()) {
            throw ApiException.unavailable("the ledger is still being read from Kafka");
        }
        return ledger;
    }
}
