package io.photosync.leader;

import static io.photosync.testkit.Patience.await;

import io.photosync.event.LeaderRecord;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter;
import io.photosync.ledger.Ledger;
import io.photosync.sandbox.Sandbox;
import io.photosync.testkit.SandboxTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@SandboxTest
class LeadershipTest {
    Sandbox sandbox;

    @Inject
    Leadership leadership;

    @Inject
    TopicWriter writer;

    @Inject
    Ledger ledger;

    @Test
    void a_leader_that_sees_a_higher_epoch_resigns_and_leads_again_above_it() throws Exception {
        // Given
        await().until(leadership::leads);
        long epoch = leadership.leader().orElseThrow().epoch();
        long higher = epoch + 5;

        // When: a replica that paused between its election and its first word comes late
        ledger.awaitFolded(writer.writeState(higher, StateKey.LEADER, new LeaderRecord(higher, "late", Instant.now())));

        // Then: no replica reads what the lower epoch would go on to write
        await().until(() ->
                leadership.leads() && leadership.leader().orElseThrow().epoch() == higher + 1);
    }
}
