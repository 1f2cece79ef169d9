package io.photosync.kafka;

/** The groups in which replicas share work. */
public enum ConsumerGroup {
    /** Assigns the lanes' partitions. */
    SYNC("photosync-sync"),
    /** Assigns the hints' partitions. */
    DETECT("photosync-detect"),
    /** Elects the leader. */
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
