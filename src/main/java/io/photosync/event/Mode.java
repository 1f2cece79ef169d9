package io.photosync.event;

/** Whether photo sync writes to SharePoint: {@code photosync.mode}. */
public enum Mode {
    SYNC,
    /** Everything but writing. */
    OBSERVE
}
