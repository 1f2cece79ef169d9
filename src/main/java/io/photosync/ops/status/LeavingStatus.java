package io.photosync.ops.status;

import io.photosync.roster.LeavingDecision;
import io.photosync.roster.LeavingDecision.Action;
import io.photosync.roster.LeavingState.Hold;
import io.photosync.roster.LeavingView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether leavers are held. */
@ApplicationScoped
public class LeavingStatus implements StatusPart {
    private final LeavingView leaving;

    LeavingStatus(LeavingView leaving) {
        this.leaving = leaving;
    }

    /**
     * @param state {@code passing} or {@code held}
     * @param since start of the hold
     * @param people held users: {@code missingInDirectory}, or {@code noMembers} of the scope's group any more
     * @param some of their names, at most 100
     * @param refused users whom an operator refused: they stay managed
     * @param order decision that the leader has not applied yet
     */
    public record State(
            String state,
            Optional<Instant> since,
            int people,
            int missingInDirectory,
            int noMembers,
            List<String> some,
            int refused,
            Optional<Order> order) {}

    /** A pending decision. */
    public record Order(Action action, String by, Instant since) {
        private static Order of(LeavingDecision given) {
            return new Order(given.action(), given.by(), given.at());
        }
    }

    @Override
    public String name() {
        return "leaving";
    }

    @Override
    public State state() {
        Optional<Hold> hold = leaving.state().hold();
        return new State(
                hold.isPresent() ? "held" : "passing",
                hold.map(Hold::since),
                hold.map(Hold::people).orElse(0),
                hold.map(Hold::tenant).orElse(0),
                hold.map(Hold::scope).orElse(0),
                hold.map(Hold::some).orElse(List.of()),
                leaving.refused(),
                leaving.order().map(Order::of));
    }
}
