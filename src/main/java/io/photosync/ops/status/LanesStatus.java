package io.photosync.ops.status;

import io.photosync.event.LanePauses;
import io.photosync.ledger.Ledger;
import io.photosync.ops.lane.LaneSwitch;
import io.photosync.sync.LaneGate;
import io.photosync.sync.LaneState;
import io.photosync.sync.LaneWorker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** State of the lanes, and what they wait for. */
@ApplicationScoped
public class LanesStatus implements StatusPart {
    private final LaneWorker laneWorker;
    private final LaneGate laneGate;
    private final Ledger ledger;

    LanesStatus(LaneWorker laneWorker, LaneGate laneGate, Ledger ledger) {
        this.laneWorker = laneWorker;
        this.laneGate = laneGate;
        this.ledger = ledger;
    }

    public record State(LaneState work, Optional<String> waitsFor, LanePauses paused) {}

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public State state() {
        return new State(laneWorker.state(), laneGate.waitsFor(), LaneSwitch.read(ledger));
    }
}
