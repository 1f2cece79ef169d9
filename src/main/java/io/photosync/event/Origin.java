package io.photosync.event;

/** Where an event first stood. */
public record Origin(String topic, int partition, long offset) {
    public Origin {
        Fields.require("origin", "topic", topic);
    }
}
