package io.photosync.kafka;

/** The groups in which replicas share work. */
public enum ConsumerGroup {
    /** Who syncs which partitions of the lanes. */
    SYNC("photosync-sync"),
    /** Who looks at which hints. */
    DETECT("photosync-detect"),
    /** Which replica runs the scheduled work. */
    LEADER("photosync-leader");

    private final String id;

    ConsumerGroup(String id) {
        this.id = id;
    }

    /** Without the prefix. */
    public String id() {
        return id;
    }
}
