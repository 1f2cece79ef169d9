package io.photosync.ops.status;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;

/** Numbers of records in the ledger. */
@ApplicationScoped
public class LedgerStatus implements StatusPart {
    private final Ledger ledger;

    LedgerStatus(Ledger ledger) {
        this.ledger = ledger;
    }

    public record State(
            boolean complete,
            int settledUsers,
            int rosterUsers,
            long pendingRetries,
            long pendingRechecks,
            int openDeadLetters) {}

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public State state() {
        long rechecks = ledger.retries().rechecks();
        return new State(
                ledger.caughtUp(),
                ledger.targets().size(),
                ledger.roster().size(),
                ledger.retries().size() - rechecks,
                rechecks,
                ledger.letters().size());
    }
}
