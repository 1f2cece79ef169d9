package io.photosync.sharepoint;

import java.util.Set;

/**
 * SharePoint's application permissions of which a request needs one. Only to explain a refusal: SharePoint decides.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/sp-add-ins-modernize/from-acs-to-aad-apps">SharePoint's
 *     application permissions</a>
 */
enum RequiredRoles {
    TO_READ_FILES(
            "Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All", "Sites.Selected"),
    TO_WRITE_FILES("Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All", "Sites.Selected"),
    TO_READ_PROFILES("User.Read.All", "User.ReadWrite.All"),
    TO_WRITE_PROFILES("User.ReadWrite.All");

    private final Set<String> anyOf;

    RequiredRoles(String... anyOf) {
        this.anyOf = Set.of(anyOf);
    }

    static RequiredRoles of(SharePointRequest sharePointRequest) {
        boolean reading = sharePointRequest.method().equals("GET");
        if (sharePointRequest.profileCalls() > 0) {
            return reading ? TO_READ_PROFILES : TO_WRITE_PROFILES;
        }
        return reading ? TO_READ_FILES : TO_WRITE_FILES;
    }

    Set<String> anyOf() {
        return anyOf;
    }
}
