package io.photosync.sandbox.sharepoint;

/** What SharePoint does not take as a file name. */
final class FileName {
    private static final String FORBIDDEN = "\"*:<>?/\\|";

    private FileName() {}

    static void check(String name) throws SharePointError {
        boolean bad = name.isBlank() || name.chars().anyMatch(letter -> letter < ' ' || FORBIDDEN.indexOf(letter) >= 0);
        if (bad) {
            throw SharePointError.badArgument("The file or folder name \"" + name
                    + "\" contains characters that are not" + " permitted. Please use a different name.");
        }
    }
}
