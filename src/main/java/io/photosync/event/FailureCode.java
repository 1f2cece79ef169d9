package io.photosync.event;

import java.util.EnumSet;
import java.util.Set;

/** Why an event could not be carried out, and who has to act. */
public enum FailureCode {
    GRAPH_FAILED(Actor.NOBODY, "Microsoft Graph failed for this user though it answers for others"),
    GRAPH_REFUSED(Actor.ADMINISTRATOR, "Microsoft Graph refuses the requests about this user"),
    SHAREPOINT_FAILED(Actor.NOBODY, "SharePoint failed for this user though it answers for others"),
    SHAREPOINT_REFUSED(Actor.ADMINISTRATOR, "SharePoint refuses the requests about this user"),
    MAILBOX_THROTTLED(Actor.NOBODY, "Graph throttles this one mailbox, again and again, while it answers for others"),
    TOKEN_REFUSED(Actor.ADMINISTRATOR, "Entra gives no token for this request"),
    PROFILE_MISSING(Actor.ADMINISTRATOR, "the user has no profile in SharePoint (yet)"),
    PROPERTY_NOT_EDITABLE(Actor.ADMINISTRATOR, "the picture properties of profiles may not be edited in this tenant"),
    IMAGE_UNREADABLE(Actor.OPERATOR, "the photo is not an image that can be read"),
    IMAGE_TOO_LARGE(Actor.OPERATOR, "the photo has more bytes or pixels than are read"),
    ANSWER_UNREADABLE(Actor.OPERATOR, "Microsoft's answer could not be understood"),
    EVENT_UNREADABLE(Actor.OPERATOR, "the record is not a photo event"),
    RECHECK(Actor.NOBODY, "nothing failed: the user is checked once more, to be certain"),
    UNEXPECTED(Actor.OPERATOR, "an error in photo sync itself"),
    FILES_KEPT(Actor.ADMINISTRATOR, "SharePoint does not let the files of a removed photo be deleted");

    /** Who can remove the cause. */
    public enum Actor {
        NOBODY,
        OPERATOR,
        ADMINISTRATOR
    }

    private final Actor actor;
    private final String description;

    FailureCode(Actor actor, String description) {
        this.actor = actor;
        this.description = description;
    }

    /**
     * Those of dead letters. The others are codes of a retry after a success, and of a removal that left files behind.
     */
    public static Set<FailureCode> ofLetters() {
        return EnumSet.complementOf(EnumSet.of(RECHECK, FILES_KEPT));
    }

    public Actor actor() {
        return actor;
    }

    public String description() {
        return description;
    }
}
