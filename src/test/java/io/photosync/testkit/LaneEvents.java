package io.photosync.testkit;

import io.photosync.event.EventJson;
import io.photosync.event.PhotoEvent;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.Topic;
import io.photosync.sandbox.Sandbox;
import io.photosync.sandbox.people.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events of the lanes as other systems read them, ended or not. */
public final class LaneEvents {
    private final TopicReader topics;

    public LaneEvents(Sandbox sandbox) {
        this.topics = new TopicReader(sandbox);
    }

    /** Oldest first; but for those that compaction took. */
    public List<PhotoEvent> events(Topic lane, Person person) {
        return events(lane).stream()
                .filter(event -> event.userId().equals(person.id()))
                .toList();
    }

    /** Of everybody. */
    public List<PhotoEvent> events(Topic lane) {
        return topics.all(lane).stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .map(LaneEvents::event)
                .toList();
    }

    private static PhotoEvent event(String json) {
        try {
            return EventJson.read(json.getBytes(StandardCharsets.UTF_8), PhotoEvent.class);
        } catch (UnreadableRecord e) {
            throw new IllegalStateException(json, e);
        }
    }
}
