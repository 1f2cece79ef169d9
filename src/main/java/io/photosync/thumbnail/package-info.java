/**
 * Bytes of a photo in, three square JPEGs out.
 *
 * <p>Pure: no network, no state, the same bytes give the same thumbnails, so that their hash tells whether SharePoint must be
 * asked at all. What cannot be turned into thumbnails is an {@link io.photosync.thumbnail.UnreadableImage} with a code, found
 * before any memory is spent on its pixels where its size is the reason. The cut is made first and the turning last: both
 * commute with scaling, and so the expensive steps see few pixels.
 */
package io.photosync.thumbnail;
