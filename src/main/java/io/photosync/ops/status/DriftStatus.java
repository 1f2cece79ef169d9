package io.photosync.ops.status;

import io.photosync.drift.DriftCheck;
import io.photosync.drift.DriftState;
import io.photosync.drift.DriftTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether SharePoint's files are checked, and what the last check found. */
@ApplicationScoped
class DriftStatus implements StatusPart {
    private final DriftTask drift;

    DriftStatus(DriftTask drift) {
        this.drift = drift;
    }

    /**
     * @param state of this replica
     * @param people whose files are looked for, or are to be written again
     * @param next when the next check is due, if the last one was ended
     * @param trouble why the last listing was not read to its end, whichever replica read it
     * @param last whoever did it
     */
    record State(
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
            case DriftState.Elsewhere() -> of("another replica's", Optional.empty(), drift.next(), words());
            case DriftState.Waiting(Instant next, Optional<String> failure) ->
                of("waiting", Optional.empty(), Optional.of(next), failure);
            case DriftState.Reading(Instant since, int people) ->
                of("reading", Optional.of(people), Optional.empty(), Optional.empty());
            case DriftState.Repairing(Instant since, int people) ->
                of("repairing", Optional.of(people), Optional.empty(), Optional.empty());
        };
    }

    private Optional<String> words() {
        return drift.last().flatMap(DriftCheck::trouble).map(DriftCheck.Trouble::words);
    }

    private State of(String state, Optional<Integer> people, Optional<Instant> next, Optional<String> trouble) {
        return new State(state, people, next, trouble, drift.last());
    }
}
