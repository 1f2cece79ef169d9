package io.photosync.kafka.topics;

import io.photosync.event.Guid;
import java.net.URI;
import java.util.Locale;

/**
 * The owner of the topics: the value under {@code owner} in {@code photosync-state}.
 *
 * @param tenantId a GUID, or one of the tenant's domains; in lower case
 * @param mySite the {@code -my} host, in lower case
 */
record TopicOwner(String tenantId, String mySite) {
    static TopicOwner of(OwnerSettings settings) {
        String url = settings.sharepoint().mySiteUrl();
        String host = URI.create(url.strip()).getHost();
        return new TopicOwner(lower(settings.tenantId()), lower(host == null ? url : host));
    }

    /**
     * Whether both name one tenant. Its domain, and with it the host, may be renamed; its GUID stays. The GUID of a
     * domain is not known here: then the host decides, which no two tenants share.
     */
    boolean same(TopicOwner other) {
        boolean byGuid = guid() && other.guid();
        return tenantId.equals(other.tenantId) || !byGuid && mySite.equals(other.mySite);
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
