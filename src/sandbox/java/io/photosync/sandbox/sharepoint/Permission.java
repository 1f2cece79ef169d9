package io.photosync.sandbox.sharepoint;

import java.util.Collections;
import java.util.Set;

/** What a request needs, and which SharePoint application roles give it. */
enum Permission {
    READ_FILES(Set.of("Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All")),
    WRITE_FILES(Set.of("Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All")),
    READ_PROFILES(Set.of("User.Read.All", "User.ReadWrite.All")),
    WRITE_PROFILES(Set.of("User.ReadWrite.All"));

    private final Set<String> givenBy;

    Permission(Set<String> givenBy) {
        this.givenBy = givenBy;
    }

    /** To read profiles an app needs to read sites as well, as the tools that do it have found out. */
    void demandOf(Set<String> roles) throws SharePointError {
        boolean missing = Collections.disjoint(givenBy, roles);
        if (this == READ_PROFILES && (missing || Collections.disjoint(READ_FILES.givenBy, roles))) {
            throw SharePointError.profilesUnreadable();
        }
        if (missing) {
            throw SharePointError.accessDenied();
        }
    }
}
