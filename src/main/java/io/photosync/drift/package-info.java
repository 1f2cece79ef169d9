/**
 * Does SharePoint still hold what was written?
 *
 * <p>In: the photo library, listed page by page; what the ledger says was written. Out: an event of cause {@code REPAIR} in the
 * bulk lane for each user whose files are missing or were changed by others. Only the leader looks.
 */
package io.photosync.drift;
