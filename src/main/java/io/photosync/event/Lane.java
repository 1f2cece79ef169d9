package io.photosync.event;

import java.util.Optional;
import java.util.stream.Stream;

/** Where a photo event waits for its sync: one that a user waits for goes before those of an import. */
public enum Lane {
    LIVE("live", "photo-updated"),
    BULK("bulk", "photo-updated-bulk");

    private final String label;
    private final String topic;

    Lane(String label, String topic) {
        this.label = label;
        this.topic = topic;
    }

    /** The lane of that label, if there is one. */
    public static Optional<Lane> of(String label) {
        return Stream.of(values()).filter(lane -> lane.label.equals(label)).findFirst();
    }

    /** Its name in the API and on the pages, in metrics and in the audit trail. */
    public String label() {
        return label;
    }

    /** The id of the lane's topic, without the prefix of a shared cluster. */
    public String topic() {
        return topic;
    }
}
