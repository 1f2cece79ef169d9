package io.photosync.kafka.topics;

/** Settings that say whose the topics are. */
record Owner(String tenantId, String mySite) implements OwnerSettings {

    @Override
    public SharePoint sharepoint() {
        return () -> mySite;
    }
}
