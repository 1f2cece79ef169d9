package io.photosync.removal;

/** What happens to a photo in SharePoint when Exchange has none any more: {@code photosync.removals}. */
public enum RemovalMode {
    /** It is removed. */
    APPLY,
    /** It stays. */
    KEEP
}
