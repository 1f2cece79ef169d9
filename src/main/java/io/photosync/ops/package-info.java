/**
 * What all of the operators' REST API under {@code /ops/api} shares: roles, errors, and the checks of requests. Its
 * resources stand in the rooms below.
 *
 * <p>In: requests with a bearer token of the tenant; role {@code PhotoSync.Viewer} may read, {@code PhotoSync.Operator}
 * may act. Out: JSON, or problem details (RFC 9457). Entra being away is a 503 here and no reason not to start: tokens
 * are checked only where a resource requires a role, so the webhook never depends on Entra.
 */
package io.photosync.ops;
