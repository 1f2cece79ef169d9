/**
 * The page {@code /sandbox}: each user's photo in Exchange beside the one in SharePoint, buttons that change photos,
 * switches for faults.
 *
 * <p>Photos are changed through Graph's own API, as any client would. The page reads the tenant's state directly and
 * not through the APIs, so that it causes no request. It never asks photo sync: whether two pictures are in sync is
 * decided by comparing them.
 */
package io.photosync.sandbox.page;
