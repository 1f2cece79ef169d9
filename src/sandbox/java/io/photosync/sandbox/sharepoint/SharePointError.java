package io.photosync.sandbox.sharepoint;

/** An error as SharePoint words it. Clients tell errors apart by these codes and texts, so they are kept to the letter. */
final class SharePointError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int hresult;
    private final String type;

    SharePointError(int status, int hresult, String type, String message) {
        super(message);
        this.status = status;
        this.hresult = hresult;
        this.type = type;
    }

    int status() {
        return status;
    }

    /** What CSOM calls {@code ErrorCode}. */
    int hresult() {
        return hresult;
    }

    /** What CSOM calls {@code ErrorTypeName}. */
    String type() {
        return type;
    }

    /** What REST calls {@code code}. */
    String code() {
        return hresult + ", " + type;
    }

    static SharePointError folderNotFound() {
        return new SharePointError(404, -2147024894, "System.IO.FileNotFoundException", "File Not Found.");
    }

    static SharePointError fileNotFound(String path) {
        return new SharePointError(
                404, -2130575338, "Microsoft.SharePoint.SPException", "The file " + path + " does not exist.");
    }

    static SharePointError fileExists(String path) {
        return new SharePointError(
                400,
                -2130575257,
                "Microsoft.SharePoint.SPException",
                "A file with the name " + path + " already exists. It was last modified by the app.");
    }

    static SharePointError notServerRelative() {
        return badArgument("Server relative urls must start with SPWeb.ServerRelativeUrl");
    }

    static SharePointError badArgument(String message) {
        return new SharePointError(400, -2147024809, "System.ArgumentException", message);
    }

    static SharePointError badValue(String property) {
        return badArgument("The value of " + property + " is not a valid URL.");
    }

    static SharePointError accessDenied() {
        return denied("Access denied. You do not have permission to perform this action or access this resource.");
    }

    static SharePointError profilesUnreadable() {
        return denied("Access Denied: This application does not have the required permissions to access profile"
                + " information.");
    }

    private static SharePointError denied(String message) {
        return new SharePointError(403, -2147024891, "System.UnauthorizedAccessException", message);
    }

    static SharePointError userNotFound() {
        return profileError(
                "UserNotFoundException",
                "User Profile Error 1000: User Not Found: Could not load profile data from the database.");
    }

    static SharePointError propertyNotFound(String name) {
        return profileError(
                "PropertyNotFoundException", "Property Not Found: There is no property named " + name + ".");
    }

    static SharePointError propertyNotEditable() {
        return profileError(
                "PropertyNotEditableException",
                "Property Not Editable: This property can only be modified by an administrator.");
    }

    private static SharePointError profileError(String type, String message) {
        return new SharePointError(500, -1, "Microsoft.Office.Server.UserProfiles." + type, message);
    }

    static SharePointError etagMismatch(String asked, String present) {
        return new SharePointError(
                412,
                -1,
                "Microsoft.SharePoint.Client.ClientServiceException",
                "The request ETag value '%s' does not match the object's ETag value '%s'.".formatted(asked, present));
    }

    static SharePointError unknownResource(String name) {
        return new SharePointError(
                404,
                -1,
                "Microsoft.SharePoint.Client.ResourceNotFoundException",
                "Cannot find resource for the request " + name + ".");
    }

    static SharePointError unexpected(int status) {
        return new SharePointError(
                status, -1, "Microsoft.SharePoint.Client.UnknownError", "An unexpected error has occurred.");
    }

    static SharePointError badQuery(String message) {
        return new SharePointError(400, -1, "Microsoft.SharePoint.Client.InvalidClientQueryException", message);
    }

    static SharePointError methodNotAllowed() {
        return new SharePointError(
                405, -1, "Microsoft.SharePoint.Client.ClientServiceException", "The HTTP method is not allowed.");
    }
}
