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

    void demandOf(Set<String> roles) throws SharePointError {
        if (Collections.disjoint(givenBy, roles)) {
            throw this == READ_PROFILES ? SharePointError.profilesUnreadable() : SharePointError.accessDenied();
        }
    }
}
