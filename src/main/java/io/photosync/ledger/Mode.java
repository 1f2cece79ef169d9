package io.photosync.ledger;

/** Whether photo sync writes to SharePoint: {@code photosync.mode}. */
public enum Mode {
    SYNC,
    /** Everything but writing. */
    OBSERVE
}
