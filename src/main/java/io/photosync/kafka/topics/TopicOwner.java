package io.photosync.kafka.topics;

import io.photosync.event.Guid;
import io.photosync.kafka.TopicSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The owner of the topics: the value under {@code owner} in {@code photosync-state}.
 *
 * @param tenantId a GUID, or one of the tenant's domains; in lower case
 * @param mySite the {@code -my} host, in lower case
 * @param partitions of each topic keyed by user; absent until a version that records it starts on the topics
 */
record TopicOwner(String tenantId, String mySite, Optional<Integer> partitions) {
    static TopicOwner of(OwnerSettings settings, TopicSettings topics) {
        String url = settings.sharepoint().mySiteUrl();
        String host = URI.create(url.strip()).getHost();
        return new TopicOwner(
                lower(settings.tenantId()), lower(host == null ? url : host), Optional.of(topics.partitions()));
    }

    /**
     * Whether both name one tenant. Its domain, and with it the host, may be renamed; its GUID stays. The GUID of a
     * domain is not known here: then the host decides, which no two tenants share.
     */
    boolean same(TopicOwner other) {
        boolean byGuid = guid() && other.guid();
        return tenantId.equals(other.tenantId) || !byGuid && mySite.equals(other.mySite);
    }

    boolean sameName(TopicOwner other) {
        return tenantId.equals(other.tenantId) && mySite.equals(other.mySite);
    }

    /** As a later record names it. The number of partitions stays what it was at first. */
    TopicOwner renamed(TopicOwner later) {
        return new TopicOwner(later.tenantId, later.mySite, partitions.or(later::partitions));
    }

    /** Why this service must not use topics of that owner, if it is another tenant; for messages. */
    Optional<String> otherTenant(TopicOwner owner) {
        return same(owner)
                ? Optional.empty()
                : Optional.of("the topics are those of %s, and this service is set up for %s".formatted(owner, this));
    }

    /**
     * The same if it asks for another number of partitions. A user's partition follows from that number: a user's older
     * records would stay on another partition for good, and be read as the latest.
     */
    Optional<String> otherPartitions(TopicOwner owner) {
        return owner.partitions
                .filter(recorded -> !partitions.equals(Optional.of(recorded)))
                .map(recorded -> "the topics had %d partitions at the first start, and %s asks for %d: %s"
                        .formatted(
                                recorded,
                                "photosync.topics.partitions",
                                partitions.orElseThrow(),
                                TopicRules.PARTITIONS_STAY));
    }

    private boolean guid() {
        return Guid.is(tenantId);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "tenant %s (%s)".formatted(tenantId, mySite);
    }
}
