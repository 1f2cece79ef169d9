package io.photosync.ops.status;

import io.photosync.ledger.Ledger;
import io.photosync.removal.OperatorDecision;
import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalPolicy;
import io.photosync.removal.RemovalState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether photos that are gone in Exchange are taken down. */
@ApplicationScoped
public class RemovalsStatus implements StatusPart {
    private final RemovalPolicy rules;
    private final Ledger ledger;

    RemovalsStatus(RemovalPolicy rules, Ledger ledger) {
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
        Optional<Order> order = OperatorDecision.open(ledger, state)
                .map(given -> new Order(given.action(), given.by(), given.at(), state.meantBy(given)));
        return state.hold()
                .map(held -> new State("held", Optional.of(held.since()), held.people(), held.some(), order))
                .orElseGet(() -> new State("passing", Optional.empty(), 0, List.of(), order));
    }
}
