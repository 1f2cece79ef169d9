package io.photosync.ops.status;

import io.photosync.drift.DriftCheck;
import io.photosync.drift.DriftState;
import io.photosync.drift.DriftTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** State of the library check, and the result of the last one. */
@ApplicationScoped
public class DriftStatus implements StatusPart {
    private final DriftTask drift;

    DriftStatus(DriftTask drift) {
        this.drift = drift;
    }

    /**
     * @param state of this replica
     * @param people users whose files are expected, or to be repaired
     * @param next time of the next check; absent means immediately
     * @param trouble message of the last check by any replica, if it failed
     * @param last last check, by whichever leader
     */
    public record State(
            String state,
            Optional<Integer> people,
            Optional<Instant> next,
            Optional<String> trouble,
            Optional<DriftCheck> last) {}

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public State state() {
        return switch (drift.state()) {
            case DriftState.Off() -> of("off", Optional.empty(), Optional.empty(), Optional.empty());
            case DriftState.Elsewhere() -> of("another replica's", Optional.empty(), drift.next(), message());
            case DriftState.Waiting(Instant next, Optional<String> failure) ->
                of("waiting", Optional.empty(), Optional.of(next), failure);
            case DriftState.Reading(Instant since, int people) ->
                of("reading", Optional.of(people), Optional.empty(), Optional.empty());
            case DriftState.Repairing(Instant since, int people) ->
                of("repairing", Optional.of(people), Optional.empty(), Optional.empty());
        };
    }

    private Optional<String> message() {
        return drift.trouble().map(DriftCheck.Trouble::words);
    }

    private State of(String state, Optional<Integer> people, Optional<Instant> next, Optional<String> trouble) {
        return new State(state, people, next, trouble, drift.last());
    }
}
