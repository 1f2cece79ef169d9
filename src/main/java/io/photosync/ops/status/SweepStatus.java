package io.photosync.ops.status;

import io.photosync.sweep.DetectionDelay;
import io.photosync.sweep.FirstFillProgress;
import io.photosync.sweep.SweepState;
import io.photosync.sweep.SweepView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Detection delay, and progress of the passes and the first fill. */
@ApplicationScoped
public class SweepStatus implements StatusPart {
    private final SweepView view;

    SweepStatus(SweepView view) {
        this.view = view;
    }

    /**
     * @param delay the detection delay as text; {@code noticedWithin} as a duration
     * @param broken why the delay is exceeded, if it is
     * @param firstFill its progress as text
     */
    public record State(
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
                    "switched off: only changes in notifications are noticed",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        DetectionDelay delay = view.promise();
        Optional<SweepState> state = view.state();
        return new State(
                delay.text(),
                Optional.of(delay.within()),
                delay.broken(),
                state.flatMap(SweepState::fill).map(FirstFillProgress::text),
                state);
    }
}
