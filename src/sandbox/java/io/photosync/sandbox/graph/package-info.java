/**
 * Microsoft Graph, as far as photo sync uses it: users, photos, batches, subscriptions and their notifications.
 *
 * <p>In: requests of the v1.0 API with a bearer token. Out: answers, errors and notifications in Microsoft's own shapes, the
 * unhandy ones included: three ways of "no photo", ETags in two forms, batches in any order, duplicates.
 */
package io.photosync.sandbox.graph;
