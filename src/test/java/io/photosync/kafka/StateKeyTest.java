package io.photosync.kafka;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No broker is there: what is refused is refused before anything is sent. */
class StateKeyTest {
    private final TopicWriter writer = new TopicWriter(
            new KafkaClients(Map.of("bootstrap.servers", "localhost:1")),
            new WriterMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC());

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void a_key_of_the_leader_is_not_written_without_its_epoch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.writeState(StateKey.SWEEP, "value"))
                .withMessageContaining("sweep");
        assertThatIllegalArgumentException().isThrownBy(() -> writer.eraseState(StateKey.REMOVALS));
    }

    @Test
    void a_key_that_every_replica_may_write_is_not_written_as_the_leaders() {
        assertThatIllegalArgumentException().isThrownBy(() -> writer.writeState(7, StateKey.LANE_PAUSES, "value"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.eraseState(7, StateKey.Family.REMOVAL_CANDIDATES.of("user")));
    }
}
