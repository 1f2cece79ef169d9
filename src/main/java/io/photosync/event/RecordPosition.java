package io.photosync.event;

/** Where an event was first written. */
public record RecordPosition(String topic, int partition, long offset) {
    public RecordPosition {
        Fields.require("origin", "topic", topic);
    }
}
