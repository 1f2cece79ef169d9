package io.photosync.sandbox.page;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How SharePoint's picture of a person stands to Exchange's. */
public enum Standing {
    /** The same picture, or none in both. */
    @JsonProperty("in-step")
    IN_STEP,
    @JsonProperty("behind")
    BEHIND,
    /** Exchange does not know the person, so there is nothing to bring over. */
    @JsonProperty("no-mailbox")
    NO_MAILBOX,
    @JsonProperty("guest")
    GUEST,
    @JsonProperty("disabled")
    DISABLED,
    /** SharePoint does not know the person yet. */
    @JsonProperty("no-profile")
    NO_PROFILE
}
