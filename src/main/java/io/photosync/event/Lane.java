package io.photosync.event;

/** Where a photo event waits for its sync: one that a user waits for goes before those of an import. */
public enum Lane {
    LIVE("photo-updated"),
    BULK("photo-updated-bulk");

    private final String topic;

    Lane(String topic) {
        this.topic = topic;
    }

    /** The id of the lane's topic, without the prefix of a shared cluster. */
    public String topic() {
        return topic;
    }
}
