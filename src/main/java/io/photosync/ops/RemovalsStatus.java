package io.photosync.ops;

import io.photosync.detect.RemovalRules;
import io.photosync.detect.RemovalState;
import io.photosync.detect.RemovalState.Hold;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether photos that are gone in Exchange are taken down. */
@ApplicationScoped
class RemovalsStatus implements StatusPart {
    private final RemovalRules rules;
    private final Ledger ledger;

    RemovalsStatus(RemovalRules rules, Ledger ledger) {
        this.rules = rules;
        this.ledger = ledger;
    }

    /**
     * @param state {@code passing}, {@code held}, or {@code off} where photos are kept by setting
     * @param people whose removal is held back; {@code some} of their names, a hundred at most
     */
    public record State(String state, Optional<Instant> since, int people, List<String> some) {}

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public State state() {
        if (!rules.apply()) {
            return new State("off", Optional.empty(), 0, List.of());
        }
        Optional<Hold> hold = RemovalState.read(ledger).hold();
        return hold.map(held -> new State("held", Optional.of(held.since()), held.people(), held.some()))
                .orElseGet(() -> new State("passing", Optional.empty(), 0, List.of()));
    }
}
