package io.photosync.sandbox.graph;

import java.time.Duration;

/** How Graph behaves where tenants differ, or where a test wants it to; may be changed at any time. */
public final class Switches {
    private volatile boolean photoChangeNotifies;
    private volatile int photosPerBatch;
    private volatile boolean photosHidden;
    private volatile Duration photoBytesLag = Duration.ZERO;
    private volatile boolean listsCutShort;
    private volatile boolean groupsCutShort;
    private volatile SubscriptionListing subscriptionListing = SubscriptionListing.WHOLE;
    private volatile boolean duplicateSubscriptions;
    private volatile DeltaChanges deltaChanges = DeltaChanges.WHOLE;
    private volatile DeliveryRules deliveryRules = DeliveryRules.MICROSOFT;

    public Switches(boolean photoChangeNotifies) {
        this.photoChangeNotifies = photoChangeNotifies;
    }

    /** Whether a changed photo raises {@code updated} for its user. */
    public boolean photoChangeNotifies() {
        return photoChangeNotifies;
    }

    public void setPhotoChangeNotifies(boolean notifies) {
        photoChangeNotifies = notifies;
    }

    /** How many photo requests of one batch are served before the others get 429; 0 for all of them. */
    public int photosPerBatch() {
        return photosPerBatch;
    }

    public void setPhotosPerBatch(int most) {
        photosPerBatch = most;
    }

    /** Whether Graph denies all users' photos, as in an incident. */
    public boolean photosHidden() {
        return photosHidden;
    }

    public void setPhotosHidden(boolean hidden) {
        photosHidden = hidden;
    }

    /** How much later than a photo's metadata its bytes change: another front end serves them. */
    public Duration photoBytesLag() {
        return photoBytesLag;
    }

    public void setPhotoBytesLag(Duration lag) {
        photoBytesLag = lag;
    }

    /** Whether the list of all users ends after its first page. */
    public boolean listsCutShort() {
        return listsCutShort;
    }

    public void setListsCutShort(boolean cutShort) {
        listsCutShort = cutShort;
    }

    /** Whether lists of a group's members end halfway; their count stays complete. */
    public boolean groupsCutShort() {
        return groupsCutShort;
    }

    public void setGroupsCutShort(boolean cutShort) {
        groupsCutShort = cutShort;
    }

    public SubscriptionListing subscriptionListing() {
        return subscriptionListing;
    }

    public void setSubscriptionListing(SubscriptionListing listing) {
        subscriptionListing = listing;
    }

    /** Whether Graph creates a subscription although there is one for the same resource and change types. */
    public boolean duplicateSubscriptions() {
        return duplicateSubscriptions;
    }

    public void setDuplicateSubscriptions(boolean made) {
        duplicateSubscriptions = made;
    }

    public DeltaChanges deltaChanges() {
        return deltaChanges;
    }

    public void setDeltaChanges(DeltaChanges changes) {
        deltaChanges = changes;
    }

    public DeliveryRules deliveryRules() {
        return deliveryRules;
    }

    /** Holds for attempts from now on. */
    public void setDeliveryRules(DeliveryRules rules) {
        deliveryRules = rules;
    }
}
