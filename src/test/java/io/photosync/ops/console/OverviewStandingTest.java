package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ledger.Difference.Reason;
import io.photosync.ledger.SyncStatus;
import io.photosync.ops.console.Overview.Standing;
import io.photosync.ops.report.ReportSummary;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewStandingTest {

    @Test
    void each_number_of_the_overview_is_the_one_of_the_report_that_it_leads_to() {
        Map<Reason, Long> differing = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            differing.put(reason, 1L);
        }
        differing.put(Reason.DEAD_LETTERED, 20L);
        differing.put(Reason.DISCARDED, 300L);

        Standing standing =
                Standing.of(new ReportSummary(Instant.EPOCH, 5_000, differing, Map.of(SyncStatus.Why.GUEST, 7L)));

        assertThat(standing.dead()).isEqualTo(20);
        assertThat(standing.discarded()).isEqualTo(300);
        assertThat(standing.leftAlone()).isEqualTo(7);
        assertThat(standing.users()).isEqualTo(5_000 + 320 + Reason.values().length - 2);
        assertThat(standing.inStep() + standing.waiting() + standing.dead() + standing.discarded() + standing.other())
                .isEqualTo(standing.users());
    }
}
