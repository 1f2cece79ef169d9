package io.photosync.check;

import io.photosync.webhook.EventHubConnection;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/** The event hub that Graph writes to: requests its partitions as its reader would. Reads no record. */
final class EventHubLine implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EventHubConnection hub;

    EventHubLine(EventHubConnection hub) {
        this.hub = hub;
    }

    @Override
    public String name() {
        return "event hub";
    }

    @Override
    public Line run() {
        String where = "%s at %s".formatted(hub.address().topic(), hub.address().bootstrapServers());
        try (KafkaConsumer<String, byte[]> consumer = hub.consumer()) {
            List<PartitionInfo> partitions =
                    consumer.partitionsFor(hub.address().topic(), TIMEOUT);
            return partitions == null || partitions.isEmpty()
                    ? fails("there is no event hub " + where)
                    : Line.works(name(), "%s has %d partitions".formatted(where, partitions.size()));
        } catch (KafkaException e) {
            return fails("%s: %s"
                    .formatted(
                            where,
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    private Line fails(String says) {
        return Line.fails(
                name(),
                says,
                "Check that the namespace is of tier Standard or above, that the app has the role Azure Event Hubs Data Receiver, and that"
                        + " port 9093 is open: deploy/entra/by-hand.md, step 8.");
    }
}
