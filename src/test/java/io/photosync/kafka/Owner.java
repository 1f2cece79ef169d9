package io.photosync.kafka;

/** Settings that say whose the topics are. */
record Owner(String tenantId, String mySite) implements OwnerSettings {

    @Override
    public SharePoint sharepoint() {
        return () -> mySite;
    }
}
