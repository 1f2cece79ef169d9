/**
 * The audit trail: every change by an operator is written to {@code photosync-audit} before it is made. What cannot be
 * audited is not done.
 *
 * <p>In: the operator of the request, an action and a reason. Out: {@link io.photosync.ops.audit.AuditEntry} records,
 * and their list.
 */
package io.photosync.ops.audit;
