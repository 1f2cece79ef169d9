package io.photosync.kafka;

import static io.photosync.kafka.BulkLaneCapacity.Use.FILL;
import static io.photosync.kafka.BulkLaneCapacity.Use.REPAIR;
import static io.photosync.testkit.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RecordPosition;
import io.photosync.sandbox.Broker;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkLaneCapacityTest {
    private static final String LANE = Topic.PHOTO_UPDATED_BULK.id();
    private static final int AT_MOST = 20;
    private static Broker broker;
    private static KafkaClients clients;
    private BulkLaneCapacity lane;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(0, Optional.empty());
        clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(LANE, 1, (short) 1))).all().get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void empty() throws Exception {
        committedUpTo(end());
        lane = new BulkLaneCapacity(clients, () -> AT_MOST, Clock.systemUTC());
    }

    @Test
    void a_fill_takes_nine_tenths_of_the_lane_and_leaves_the_last_to_repairs() throws InterruptedException {
        // When
        int filled = takenBy(FILL);
        int repaired = takenBy(REPAIR);

        // Then
        assertThat(filled).isEqualTo(18);
        assertThat(repaired).isEqualTo(2);
        assertThat(lane.take(FILL)).isFalse();
    }

    @Test
    void what_others_put_into_the_lane_counts_as_well() throws Exception {
        // Given
        write(19);

        // When, Then
        assertThat(lane.waiting()).isEqualTo(OptionalLong.of(19));
        assertThat(lane.take(FILL)).isFalse();
        assertThat(lane.take(REPAIR)).isTrue();
        assertThat(lane.take(REPAIR)).isFalse();
    }

    @Test
    void a_lane_whose_topic_was_recreated_is_read_from_its_beginning() throws Exception {
        // Given
        write(1);

        // When: the group committed that in the topic before
        committedUpTo(end() + 5000);

        // Then
        assertThat(lane.waiting()).isEqualTo(OptionalLong.of(end()));
    }

    @Test
    void there_is_room_again_when_the_lane_was_read() throws Exception {
        // Given
        write(AT_MOST);
        assertThat(lane.take(REPAIR)).isFalse();

        // When
        committedUpTo(end());

        // Then
        await().until(() -> lane.take(FILL));
    }

    @Test
    void an_event_waits_in_its_lane_until_the_sync_has_committed_it() throws Exception {
        // Given
        write(2);
        RecordPosition first = new RecordPosition(LANE, 0, end() - 2);
        RecordPosition second = new RecordPosition(LANE, 0, end() - 1);
        assertThat(new LaneOffsets(clients).waits(first)).isTrue();

        // When
        committedUpTo(end() - 1);

        // Then
        LaneOffsets offsets = new LaneOffsets(clients);
        assertThat(offsets.waits(first)).isFalse();
        assertThat(offsets.waits(second)).isTrue();
        assertThat(offsets.waits(new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0)))
                .as("nothing is committed there: the lane is read from its beginning")
                .isTrue();
    }

    private int takenBy(BulkLaneCapacity.Use use) throws InterruptedException {
        int taken = 0;
        while (taken <= AT_MOST && lane.take(use)) {
            taken++;
        }
        return taken;
    }

    private static void write(int events) throws Exception {
        try (KafkaProducer<String, byte[]> producer = clients.producer()) {
            for (int event = 0; event < events; event++) {
                producer.send(new ProducerRecord<>(LANE, "ada", "event".getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static long end() {
        try (var consumer = clients.consumer(Map.of())) {
            return consumer.endOffsets(List.of(partition())).get(partition());
        }
    }

    private static void committedUpTo(long offset) throws Exception {
        try (Admin admin = clients.admin()) {
            admin.alterConsumerGroupOffsets(
                            BulkLaneCapacity.READERS, Map.of(partition(), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private static TopicPartition partition() {
        return new TopicPartition(LANE, 0);
    }
}
