package io.photosync.sharepoint;

/**
 * A user as SharePoint's profiles know them: the claim that Entra ID vouches for this user principal name. Guests use
 * their whole {@code name_host#EXT#@tenant}.
 */
record AccountName(String claim) {
    private static final String ENTRA_MEMBER = "i:0#.f|membership|";

    static AccountName of(String userPrincipalName) {
        return new AccountName(ENTRA_MEMBER + userPrincipalName);
    }
}
