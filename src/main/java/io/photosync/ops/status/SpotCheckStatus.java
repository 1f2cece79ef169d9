package io.photosync.ops.status;

import io.photosync.drift.SpotCheckResult;
import io.photosync.drift.SpotCheckState;
import io.photosync.drift.SpotCheckTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** State of the spot check, and the result of the last one. */
@ApplicationScoped
public class SpotCheckStatus implements StatusPart {
    private final SpotCheckTask check;

    SpotCheckStatus(SpotCheckTask check) {
        this.check = check;
    }

    /**
     * @param state of this replica
     * @param users number of users being compared
     * @param next time of the next check, or of the second comparison
     * @param trouble message of the last check, if it broke off
     * @param last last check, by whichever leader, with its differences
     */
    public record State(
            String state,
            Optional<Integer> users,
            Optional<Instant> next,
            Optional<String> trouble,
            Optional<SpotCheckResult> last) {}

    @Override
    public String name() {
        return "spotCheck";
    }

    @Override
    public State state() {
        return switch (check.state()) {
            case SpotCheckState.Off() -> of("off", Optional.empty(), Optional.empty(), Optional.empty());
            case SpotCheckState.Elsewhere() ->
                of("another replica's", Optional.empty(), check.next(), Optional.empty());
            case SpotCheckState.Waiting(Instant next, Optional<String> failure) ->
                of("waiting", Optional.empty(), Optional.of(next), failure);
            case SpotCheckState.Comparing(Instant since, int users) ->
                of("comparing", Optional.of(users), Optional.empty(), Optional.empty());
            case SpotCheckState.Confirming(Instant from, int users) ->
                of("comparing once more", Optional.of(users), Optional.of(from), Optional.empty());
        };
    }

    private State of(String state, Optional<Integer> users, Optional<Instant> next, Optional<String> trouble) {
        return new State(state, users, next, trouble, check.last());
    }
}
