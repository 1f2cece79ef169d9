package io.photosync.ops;

import io.photosync.detect.RemovalOrder;
import io.photosync.detect.RemovalOrder.Action;
import io.photosync.detect.RemovalRules;
import io.photosync.detect.RemovalState;
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
     * @param order that is being carried out
     */
    public record State(String state, Optional<Instant> since, int people, List<String> some, Optional<Order> order) {}

    /**
     * What an operator wants.
     *
     * @param by whom it was given; {@code since} when
     * @param people whom it is still about, at most
     */
    public record Order(Action action, String by, Instant since, int people) {}

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public State state() {
        if (!rules.apply()) {
            return new State("off", Optional.empty(), 0, List.of(), Optional.empty());
        }
        RemovalState state = RemovalState.read(ledger);
        Optional<Order> order = RemovalOrder.open(ledger, state)
                .map(given -> new Order(given.action(), given.by(), given.at(), state.meantBy(given)));
        return state.hold()
                .map(held -> new State("held", Optional.of(held.since()), held.people(), held.some(), order))
                .orElseGet(() -> new State("passing", Optional.empty(), 0, List.of(), order));
    }
}
