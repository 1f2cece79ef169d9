/**
 * One user over the API: standing, history, a sync on demand, and a comparison of both photos now.
 *
 * <p>In: an object id or user principal name. Out: what is known of the user, from the ledger or, failing that, from
 * Graph.
 */
package io.photosync.ops.user;
