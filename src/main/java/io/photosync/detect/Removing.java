package io.photosync.detect;

/** What becomes of a photo in SharePoint when Exchange has none any more: {@code photosync.removals}. */
public enum Removing {
    APPLY,
    /** It stays. */
    KEEP
}
