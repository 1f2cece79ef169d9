/**
 * SharePoint Online's copy of a user's photo: three files in the my-site host's picture library, and the profile's
 * properties.
 *
 * <p>In: what to read or write, for which user, and a {@link io.photosync.call.CallContext}. Out: the answer, or a
 * {@link io.photosync.call.MicrosoftCallException} that says how it failed. Files are on the {@code -my} host, profiles
 * on the {@code -admin} host: elsewhere an app may not write other users' properties. Several properties go into one
 * CSOM request, because REST sets one at a time and profile calls are the scarcest of Microsoft's limits; CSOM reports
 * errors inside a 200. {@link io.photosync.call.MicrosoftCalls} waits out a throttle up to the deadline, and repeats an
 * error of the server and a missing answer once each, since every request here is idempotent.
 */
package io.photosync.sharepoint;
