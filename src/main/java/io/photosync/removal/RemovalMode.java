package io.photosync.removal;

/** What becomes of a photo in SharePoint when Exchange has none any more: {@code photosync.removals}. */
public enum RemovalMode {
    APPLY,
    /** It stays. */
    KEEP
}
