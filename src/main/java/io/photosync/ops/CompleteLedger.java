package io.photosync.ops;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;

/** The ledger, once it knows all; half of the dead letters would look like all of them. */
@ApplicationScoped
class CompleteLedger {
    private final Ledger ledger;

    CompleteLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @throws Refused while the topics are still being read */
    Ledger get() {
        if (!ledger.caughtUp()) {
            throw Refused.notNow("the ledger is still being read from Kafka");
        }
        return ledger;
    }
}
