/**
 * Makes three square JPEGs of a photo's bytes.
 *
 * <p>Pure: no network, no state; the same bytes give the same thumbnails, so that their hash decides whether a request
 * to SharePoint is needed. Bytes that cannot be turned into thumbnails give an {@link
 * io.photosync.thumbnail.UnreadableImage} with a code, thrown before memory is used for pixels if the size is the
 * reason.
 *
 * <p>Decided: cropping comes first and rotation last. Both commute with scaling, so the expensive steps process few
 * pixels.
 */
package io.photosync.thumbnail;
