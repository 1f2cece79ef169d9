package io.photosync.sharepoint;

import io.photosync.call.Failure;
import java.util.Locale;
import java.util.Optional;

/** Refusals that concern one profile, whatever status they come with; SharePoint sends them as 500, and CSOM as 200. */
public final class ProfileRefusal {
    /** SharePoint has no profile of this user, or not yet. */
    public static final String PROFILE_NOT_FOUND = "ProfileNotFound";

    /** By its settings only the tenant's administrator, or only the user, may change the property. */
    public static final String PROPERTY_NOT_EDITABLE = "PropertyNotEditable";

    /** The tenant has no property of this name. */
    public static final String PROPERTY_NOT_FOUND = "PropertyNotFound";

    private ProfileRefusal() {}

    /** A profile is one user's; which properties there are and who may edit them is set for the whole tenant. */
    static Failure.Reach reach(String code) {
        return code.equals(PROFILE_NOT_FOUND) ? Failure.Reach.ONE_USER : Failure.Reach.ALL_USERS;
    }

    /** By the type's name; by the English text besides, since several types carry it. */
    static Optional<String> in(ServiceError error) {
        String text = (error.code() + " " + error.message()).toLowerCase(Locale.ROOT);
        if (text.contains("user profile error 1000") || text.contains("usernotfoundexception")) {
            return Optional.of(PROFILE_NOT_FOUND);
        }
        if (text.contains("propertynoteditable") || text.contains("property not editable")) {
            return Optional.of(PROPERTY_NOT_EDITABLE);
        }
        if (text.contains("property not found") || text.contains("propertynotfound")) {
            return Optional.of(PROPERTY_NOT_FOUND);
        }
        return Optional.empty();
    }
}
