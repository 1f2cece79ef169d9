package io.photosync.kafka;

import io.smallrye.config.ConfigMapping;

/** Whose the topics are. Here as well as where Microsoft is asked: the topics are looked at before anything else. */
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
