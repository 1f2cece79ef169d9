package io.photosync.ops.status;

import io.photosync.removal.OperatorDecision.Action;
import io.photosync.removal.RemovalState;
import io.photosync.removal.RemovalsView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether removals are published, held, or disabled. */
@ApplicationScoped
public class RemovalsStatus implements StatusPart {
    private final RemovalsView removals;

    RemovalsStatus(RemovalsView removals) {
        this.removals = removals;
    }

    /**
     * @param state {@code passing}, {@code held}, or {@code off} where a setting disables removals
     * @param since start of the hold
     * @param people users whose removal is held; {@code some} of their names, at most 100
     * @param order decision that is being applied
     */
    public record State(String state, Optional<Instant> since, int people, List<String> some, Optional<Order> order) {}

    /**
     * A decision that is being applied.
     *
     * @param by operator
     * @param since time of the decision
     * @param people maximum number of users it still concerns
     */
    public record Order(Action action, String by, Instant since, int people) {}

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public State state() {
        if (!removals.enabled()) {
            return new State("off", Optional.empty(), 0, List.of(), Optional.empty());
        }
        RemovalState state = removals.state();
        Optional<Order> order = removals.decision()
                .map(given -> new Order(given.action(), given.by(), given.at(), state.coveredBy(given)));
        return state.hold()
                .map(held -> new State("held", Optional.of(held.since()), held.people(), held.some(), order))
                .orElseGet(() -> new State("passing", Optional.empty(), 0, List.of(), order));
    }
}
