package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.ledger.Difference.Reason;
import io.photosync.ledger.SyncStatus;
import io.photosync.ops.console.Overview.Counts;
import io.photosync.ops.report.ReportSummary;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverviewCountsTest {

    @Test
    void each_number_of_the_overview_is_the_one_of_the_report_that_it_leads_to() {
        Map<Reason, Long> differing = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            differing.put(reason, 1L);
        }
        differing.put(Reason.DEAD_LETTERED, 20L);
        differing.put(Reason.DISCARDED, 300L);

        Counts counts = Counts.of(new ReportSummary(Instant.EPOCH, 5_000, differing, Map.of(SyncStatus.Why.GUEST, 7L)));

        assertThat(counts.dead()).isEqualTo(20);
        assertThat(counts.discarded()).isEqualTo(300);
        assertThat(counts.leftAlone()).isEqualTo(7);
        assertThat(counts.users()).isEqualTo(5_000 + 320 + Reason.values().length - 2);
        assertThat(counts.inStep() + counts.waiting() + counts.dead() + counts.discarded() + counts.other())
                .isEqualTo(counts.users());
    }
}
