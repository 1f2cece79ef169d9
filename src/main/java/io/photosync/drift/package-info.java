/**
 * Checks whether SharePoint still holds what was written, and shows what Exchange has.
 *
 * <p>In: the photo library, listed page by page; what the ledger says was written. Out: an event of cause {@code
 * REPAIR} in the bulk lane for each user whose files are missing, were changed by others, or are another user's as
 * well, and once for all users after the host was renamed; unused files of ours are deleted, and those of leavers
 * before the roster forgets them. Only the leader checks.
 *
 * <p>Decided: files that SharePoint itself alters are accepted as it keeps them, so no check writes the same users
 * again and again. A picture that Exchange no longer has is recorded in {@code photo-settled} as a skip that names its
 * files: detect reads it there, and neither room uses the other.
 */
package io.photosync.drift;
