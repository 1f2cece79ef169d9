/**
 * One user over the API: state, history, a sync on request, and a comparison of both photos.
 *
 * <p>In: an object id or user principal name. Out: the user's state, from the ledger or, failing that, from Graph.
 */
package io.photosync.ops.user;
