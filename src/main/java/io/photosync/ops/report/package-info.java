/**
 * The report on users whose photo is out of sync, as JSON and CSV.
 *
 * <p>In: the ledger, once it is complete. Out: a summary, and one row per user.
 */
package io.photosync.ops.report;
