package io.photosync.kafka;

import io.photosync.event.Lane;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topics, and the retention of each. */
public enum Topic {
    USER_CHANGED("user-changed", Shape.PER_USER, keepFor(Duration.ofDays(1))),
    PHOTO_UPDATED(Lane.LIVE.topic(), Shape.PER_USER, keepLatest()),
    PHOTO_UPDATED_BULK(Lane.BULK.topic(), Shape.PER_USER, keepLatest()),
    PHOTO_UPDATED_RETRY("photo-updated-retry", Shape.PER_USER, keepLatest()),
    PHOTO_UPDATED_DLQ("photo-updated-dlq", Shape.PER_USER, keepLatest()),
    /** An end must not be compacted away from under the {@code writing} before it while both are still of interest. */
    PHOTO_SETTLED("photo-settled", Shape.PER_USER, keepLatestButNotYoungerThan(Duration.ofHours(1))),
    ROSTER("photosync-roster", Shape.PER_USER, keepLatest()),
    /** The sweep records its progress every few seconds; old records go after hours, not a week. */
    STATE("photosync-state", Shape.SINGLE, keepLatestOnly(Duration.ofHours(1))),
    JOURNAL("photosync-journal", Shape.PER_USER, keepFor(Duration.ofDays(30))),
    AUDIT("photosync-audit", Shape.SINGLE, keepFor(Duration.ofDays(365)));

    /** Topics keyed by user have equal partition counts, so that partition p of each of them has the same users. */
    public enum Shape {
        PER_USER,
        SINGLE
    }

    private final String id;
    private final Shape shape;
    private final Map<String, String> config;

    Topic(String id, Shape shape, Map<String, String> config) {
        this.id = id;
        this.shape = shape;
        this.config = config;
    }

    /** The topic of a lane's events. */
    public static Topic of(Lane lane) {
        return switch (lane) {
            case LIVE -> PHOTO_UPDATED;
            case BULK -> PHOTO_UPDATED_BULK;
        };
    }

    public String id() {
        return id;
    }

    public Shape shape() {
        return shape;
    }

    public Map<String, String> config() {
        return config;
    }

    public String cleanupPolicy() {
        return config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
    }

    public int partitions(TopicSettings settings) {
        return switch (shape) {
            case PER_USER -> settings.partitions();
            case SINGLE -> 1;
        };
    }

    private static Map<String, String> keepLatest() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** @param within what the broker's cleaner skips, since it is being written to */
    private static Map<String, String> keepLatestOnly(Duration within) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(within.toMillis()));
    }

    private static Map<String, String> keepLatestButNotYoungerThan(Duration lag) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                Long.toString(lag.toMillis()));
    }

    private static Map<String, String> keepFor(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
    }
}
