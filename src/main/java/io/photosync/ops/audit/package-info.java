/**
 * The audit trail: whatever an operator changes is written to {@code photosync-audit} before it is done. What cannot be
 * audited is not done.
 *
 * <p>In: the operator of the request, an action and a reason. Out: {@link io.photosync.ops.audit.AuditEntry} records,
 * and their list.
 */
package io.photosync.ops.audit;
