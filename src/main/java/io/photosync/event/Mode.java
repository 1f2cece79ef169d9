package io.photosync.event;

/** Whether SharePoint is written: {@code photosync.mode}. */
public enum Mode {
    SYNC,
    /** Everything but writing. */
    OBSERVE
}
