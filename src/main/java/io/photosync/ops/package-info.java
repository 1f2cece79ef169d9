/**
 * What all sub-rooms of the operators' REST API under {@code /ops/api} share: roles, errors, and the checks of
 * requests. The resources are in the sub-rooms.
 *
 * <p>In: requests with a bearer token of the tenant; role {@code PhotoSync.Viewer} may read, {@code PhotoSync.Operator}
 * may act. Out: JSON, or problem details (RFC 9457).
 *
 * <p>Decided: an unreachable Entra causes a 503 here and does not prevent the start. Tokens are checked only where a
 * resource requires a role, so the webhook never depends on Entra.
 */
package io.photosync.ops;
