/**
 * Makes three square JPEGs of a photo's bytes.
 *
 * <p>Pure: no network, no state, the same bytes give the same thumbnails, so that their hash tells whether a request to
 * SharePoint is needed at all. Bytes that cannot be turned into thumbnails give an {@link
 * io.photosync.thumbnail.UnreadableImage} with a code, thrown before any memory is spent on its pixels if its size is
 * the reason. Cropping comes first and rotation last: both commute with scaling, and so the expensive steps see few
 * pixels.
 */
package io.photosync.thumbnail;
