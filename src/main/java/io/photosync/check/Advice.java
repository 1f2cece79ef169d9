package io.photosync.check;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import io.photosync.sharepoint.ProfileRefusal;
import java.util.Map;

/** Advice for the administrator about a failure. */
final class Advice {
    private static final Map<String, String> BY_CODE = Map.of(
            "AADSTS90002",
            "Correct photosync.tenant-id: Entra knows no such tenant.",
            "AADSTS700016",
            "Correct photosync.client-id and photosync.tenant-id: this tenant has no such app registration.",
            "AADSTS700027",
            "Upload the certificate of photosync.certificate.path to the app registration (deploy/entra/by-hand.md, step 2), or"
                    + " renew it if it has expired.",
            "AADSTS7000222",
            "Renew the credential: it has expired.",
            "AADSTS500011",
            "Correct the address: the tenant has no resource of that name.",
            ProfileRefusal.PROPERTY_NOT_EDITABLE,
            "Let users edit the property Picture: SharePoint admin center, User profiles, Manage User Properties, Picture, Edit Settings.",
            ProfileRefusal.PROFILE_NOT_FOUND,
            "Wait for SharePoint's profile import, which may take a day for a new user, or check that the account is enabled.",
            "PhotoFolderUnclear",
            "Set photosync.sharepoint.folder to the folder's name.",
            "PhotoLibraryMissing",
            "Set photosync.sharepoint.my-site-url to the -my host, as in OneDrive's address.");

    private Advice() {}

    static String about(Failure failure) {
        String known = BY_CODE.get(failure.code());
        if (known != null) {
            return known;
        }
        return switch (failure.kind()) {
            case UNREACHABLE ->
                "Check whether this machine reaches the address: DNS name, firewall, proxy (photosync.https-proxy), and the trusted"
                        + " authorities (photosync.tls.trust-path).";
            case UNAUTHORIZED ->
                failure.service() == MicrosoftService.ENTRA
                        ? "Compare tenant, client id and credential with the app registration: deploy/entra/by-hand.md, steps 1 and 2."
                        : "Compare the address with the host that Microsoft shows: only that host accepts these tokens.";
            case FORBIDDEN ->
                "Grant the permission, with an administrator's consent: deploy/entra/by-hand.md, steps 3 and 5.";
            case THROTTLED, USER_THROTTLED -> "Wait as Microsoft asks, and run the check again.";
            case SERVER_ERROR -> "Check Microsoft 365's service health, and run the check again.";
            case UNREADABLE ->
                "Compare the address with the one that Microsoft shows: something else answers there, such as a sign-in page or a proxy.";
            case REFUSED -> "Look up the code at Microsoft, or attach this report to an issue of photo sync.";
        };
    }
}
