package io.photosync.ops;

import io.photosync.event.LanePauses;
import io.photosync.ledger.Ledger;
import io.photosync.sync.Gate;
import io.photosync.sync.LaneState;
import io.photosync.sync.Lanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How the lanes stand, and what they wait for. */
@ApplicationScoped
class LanesStatus implements StatusPart {
    private final Lanes lanes;
    private final Gate gate;
    private final Ledger ledger;

    LanesStatus(Lanes lanes, Gate gate, Ledger ledger) {
        this.lanes = lanes;
        this.gate = gate;
        this.ledger = ledger;
    }

    record State(LaneState work, Optional<String> waitsFor, LanePauses paused) {}

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public State state() {
        return new State(lanes.state(), gate.waitsFor(), LaneSwitch.read(ledger));
    }
}
