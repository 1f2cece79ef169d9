/**
 * The page {@code /sandbox}: everybody's photo in Exchange beside the one in SharePoint, buttons that change photos, switches for
 * trouble.
 *
 * <p>Photos are changed through Graph's own API, as any client would. The page reads the tenant's state directly and not through
 * the APIs, so that looking at it counts as no request. It never asks photo sync: whether two pictures are in step is judged by
 * comparing the pictures.
 */
package io.photosync.sandbox.page;
