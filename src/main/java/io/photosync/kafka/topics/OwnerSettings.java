package io.photosync.kafka.topics;

import io.smallrye.config.ConfigMapping;

/** The tenant that owns the topics. Repeated here because the topics are checked before Microsoft is called. */
@ConfigMapping(prefix = "photosync")
public interface OwnerSettings {

    /** The directory, as a GUID or as one of its domains. */
    String tenantId();

    SharePoint sharepoint();

    /** SharePoint's part. */
    interface SharePoint {
        /** The host of OneDrive and of the photos. */
        String mySiteUrl();
    }
}
