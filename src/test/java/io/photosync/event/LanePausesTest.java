package io.photosync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.LanePauses.Pause;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanePausesTest {
    private static final Pause PAUSE =
            new Pause("ann@contoso.example", Optional.of("maintenance"), Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void one_lane_is_paused_while_the_other_runs() {
        LanePauses pauses = LanePauses.NONE.with(Lane.BULK, Optional.of(PAUSE));

        assertThat(pauses.of(Lane.BULK)).contains(PAUSE);
        assertThat(pauses.of(Lane.LIVE)).isEmpty();
        assertThat(pauses.with(Lane.BULK, Optional.empty())).isEqualTo(LanePauses.NONE);
    }

    @Test
    void all_replicas_read_what_one_wrote() throws UnreadableRecord {
        LanePauses pauses = LanePauses.NONE.with(Lane.LIVE, Optional.of(PAUSE));

        assertThat(EventJson.read(EventJson.write(pauses), LanePauses.class)).isEqualTo(pauses);
        assertThat(new String(EventJson.write(pauses)))
                .isEqualTo("{\"live\":{\"by\":\"ann@contoso.example\",\"reason\":\"maintenance\","
                        + "\"since\":\"2026-03-01T12:00:00Z\"}}");
    }
}
