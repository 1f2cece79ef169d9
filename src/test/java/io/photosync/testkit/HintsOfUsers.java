package io.photosync.testkit;

import static io.photosync.testkit.Patience.await;

import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What Graph told of, and whether the service has followed it. */
public final class HintsOfUsers {
    private final Sandbox sandbox;
    private final TopicReader topics;

    public HintsOfUsers(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.topics = new TopicReader(sandbox);
    }

    /** How many there were so far. */
    public long told() {
        return topics.all(Topic.USER_CHANGED).size();
    }

    /** How many of them are not followed yet. */
    public long waiting() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", sandbox.broker().bootstrapServers()))) {
            long done = admin
                    .listConsumerGroupOffsets("photosync-detect")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            return told() - done;
        }
    }

    /** Makes a change that Graph tells of, and waits until that was followed. */
    public void awaitFollowed(Runnable change) {
        long before = told();
        change.run();
        await("hints are followed").until(() -> told() > before && waiting() == 0);
    }
}
