/**
 * The REST API for operators under {@code /ops/api}, with their roles and their audit trail.
 *
 * <p>In: requests with a bearer token of the tenant; role {@code PhotoSync.Viewer} may look, {@code PhotoSync.Operator} may act. Out:
 * JSON, or problem details (RFC 9457). Whatever changes something is written into {@code photosync-audit} before it is done: what
 * cannot be audited is not done. Tokens are looked at only where a resource asks for a role, so the webhook never meets Entra; Entra
 * being away is a 503 here and no reason not to start.
 */
package io.photosync.ops;
