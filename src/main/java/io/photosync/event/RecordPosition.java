package io.photosync.event;

/** Where an event first stood. */
public record RecordPosition(String topic, int partition, long offset) {
    public RecordPosition {
        Fields.require("origin", "topic", topic);
    }
}
