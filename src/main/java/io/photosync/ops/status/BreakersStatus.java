package io.photosync.ops.status;

import io.photosync.breaker.BreakerState;
import io.photosync.breaker.Breakers;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** State of the circuit breaker of each Microsoft service. */
@ApplicationScoped
public class BreakersStatus implements StatusPart {
    private final Breakers breakers;

    BreakersStatus(Breakers breakers) {
        this.breakers = breakers;
    }

    public record State(MicrosoftService service, String state, Instant since, Optional<String> why) {}

    @Override
    public String name() {
        return "breakers";
    }

    @Override
    public List<State> state() {
        return Arrays.stream(MicrosoftService.values())
                .map(service -> state(service, breakers.of(service).state()))
                .toList();
    }

    private static State state(MicrosoftService service, BreakerState state) {
        return switch (state) {
            case BreakerState.Closed(Instant since) -> new State(service, "closed", since, Optional.empty());
            case BreakerState.Open(Instant since, Failure failure) ->
                new State(service, "open", since, Optional.of(failure.toString()));
            case BreakerState.HalfOpen(Instant since, Failure failure) ->
                new State(service, "half-open", since, Optional.of(failure.toString()));
        };
    }
}
