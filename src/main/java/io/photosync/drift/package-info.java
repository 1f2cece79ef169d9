/**
 * Does SharePoint still hold what was written, and does it show what Exchange has?
 *
 * <p>In: the photo library, listed page by page; what the ledger says was written. Out: an event of cause {@code REPAIR} in the
 * bulk lane for each user whose files are missing, were changed by others, or are another user's as well, and once for all after the
 * host was renamed; files of ours that nobody uses are deleted, those of people who left before the roster forgets them. Only the
 * leader looks. Also: what is known of everybody whose photo in SharePoint is not Exchange's, on any replica.
 *
 * <p>Decided: what SharePoint itself makes of our files is accepted as it keeps them, so no check writes the same users again and
 * again. A picture that Exchange has no more is noted in {@code photo-settled} as a skip that names its files: detect sees it there,
 * and neither room uses the other.
 */
package io.photosync.drift;
