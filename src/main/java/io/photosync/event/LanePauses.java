package io.photosync.event;

import java.time.Instant;
import java.util.Optional;

/**
 * The lanes that an operator has paused: the value under {@code lane-pauses} in {@code photosync-state}. A running lane
 * is absent, so the usual value is an empty object. Retries run while either lane does.
 */
public record LanePauses(Optional<Pause> live, Optional<Pause> bulk) {
    public static final LanePauses NONE = new LanePauses(Optional.empty(), Optional.empty());

    /**
     * @param by who paused it
     * @param reason in the operator's words
     */
    public record Pause(String by, Optional<String> reason, Instant since) {
        public Pause {
            Fields.require("pause", "by", by);
            Fields.require("pause", "since", since);
        }
    }

    public Optional<Pause> of(Lane lane) {
        return switch (lane) {
            case LIVE -> live;
            case BULK -> bulk;
        };
    }

    /** The same, with this lane paused or running. */
    public LanePauses with(Lane lane, Optional<Pause> pause) {
        return switch (lane) {
            case LIVE -> new LanePauses(pause, bulk);
            case BULK -> new LanePauses(live, pause);
        };
    }
}
