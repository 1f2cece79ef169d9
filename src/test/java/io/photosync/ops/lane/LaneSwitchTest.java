package io.photosync.ops.lane;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.Lane;
import io.photosync.ledger.UnreadLedger;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lane is not paused while the ledger is still being read. */
class LaneSwitchTest {
    /** Without an audit trail: an entry would fail. */
    private final LaneSwitch lanes =
            new LaneSwitch(new ReadyLedger(UnreadLedger.create()), null, null, Clock.systemUTC());

    @Test
    void what_cannot_be_done_during_a_start_is_not_in_the_audit_trail() {
        assertThatThrownBy(() -> lanes.pause(Lane.LIVE, Optional.empty()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("still being read");
        assertThatThrownBy(() -> lanes.resume(Lane.LIVE, Optional.empty()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("still being read");
    }
}
