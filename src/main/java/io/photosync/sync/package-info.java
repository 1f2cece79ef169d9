/**
 * The sync: an event comes in, the user's photo in SharePoint is brought in step with Exchange, and how that ended goes out.
 *
 * <p>In: {@code photo-updated}, {@code photo-updated-bulk} and due retries. Out: {@code photo-settled}, and where it failed
 * {@code photo-updated-retry} or {@code photo-updated-dlq}. An offset is committed only after the record that follows from it is
 * acknowledged; one user is in hand at most once; the photo is read as it is now, whatever the event saw.
 *
 * <p>Decided: a profile and an old ledger prove nothing about whose files those are; what is not certainly the user's own is neither
 * written nor deleted ({@code TrustedLedger}). A removal is done when the profile shows no picture and no file of the user's stands.
 */
package io.photosync.sync;
