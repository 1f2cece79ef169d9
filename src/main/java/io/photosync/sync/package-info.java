/**
 * The sync: an event comes in, the user's photo in SharePoint is synchronized with Exchange, and the outcome goes out.
 *
 * <p>In: {@code photo-updated}, {@code photo-updated-bulk} and due retries. Out: {@code photo-settled}; {@code
 * photo-updated-retry} for a retry, or for a photo that is read again later though it was synced; {@code
 * photo-updated-dlq} for an event that is given up. An offset is committed only after the record that
 * follows from it is acknowledged; at most one sync per user is in flight; the photo is read as it is now, whatever the
 * event saw.
 *
 * <p>Decided: neither a profile nor an old ledger proves which user's files those are; what is not certainly the user's
 * own is neither written nor deleted ({@code TrustedLedger}). A removal is complete when the profile shows no picture
 * and no file of the user is left.
 */
package io.photosync.sync;
