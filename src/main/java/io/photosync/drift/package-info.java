/**
 * Does SharePoint still hold what was written?
 *
 * <p>In: the photo library, listed page by page; what the ledger says was written. Out: an event of cause {@code REPAIR} in the
 * bulk lane for each user whose files are missing or were changed by others; files of ours that nobody uses are deleted, those of
 * people who left before the roster forgets them. Files that SharePoint itself alters are accepted as it keeps them. Only the leader looks. Also: what is known of everybody whose photo in SharePoint is not Exchange's, on any replica.
 */
package io.photosync.drift;
