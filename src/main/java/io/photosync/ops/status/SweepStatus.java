package io.photosync.ops.status;

import io.photosync.sweep.DetectionDelay;
import io.photosync.sweep.FirstFillProgress;
import io.photosync.sweep.SweepState;
import io.photosync.sweep.SweepView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** How soon a change is noticed, and how far the rounds and the first fill are. */
@ApplicationScoped
class SweepStatus implements StatusPart {
    private final SweepView view;

    SweepStatus(SweepView view) {
        this.view = view;
    }

    /** @param firstFill its progress in words */
    record State(
            String promise,
            Optional<Duration> noticedWithin,
            Optional<String> broken,
            Optional<String> firstFill,
            Optional<SweepState> sweep) {}

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public State state() {
        if (!view.enabled()) {
            return new State(
                    "switched off: only changes that Graph tells of are noticed",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        DetectionDelay promise = view.promise();
        Optional<SweepState> state = view.state();
        return new State(
                promise.text(),
                Optional.of(promise.within()),
                promise.broken(),
                state.flatMap(SweepState::fill).map(FirstFillProgress::text),
                state);
    }
}
