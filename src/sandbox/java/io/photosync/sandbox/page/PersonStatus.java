package io.photosync.sandbox.page;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Sync status of a user: SharePoint's picture compared with Exchange's. */
public enum PersonStatus {
    /** The same picture, or none in both. */
    @JsonProperty("in-step")
    IN_STEP,
    @JsonProperty("behind")
    BEHIND,
    /** Exchange does not know the user, so there is nothing to sync. */
    @JsonProperty("no-mailbox")
    NO_MAILBOX,
    @JsonProperty("guest")
    GUEST,
    @JsonProperty("disabled")
    DISABLED,
    /** SharePoint does not know the user yet. */
    @JsonProperty("no-profile")
    NO_PROFILE
}
