/**
 * SharePoint Online's copy of a person's photo: three files in the my-site host's picture library, and the profile's properties.
 *
 * <p>In: what to read or write, and for whom ({@link io.photosync.call.CallContext}). Out: the answer, or a
 * {@link io.photosync.call.MicrosoftCallException} that says how it failed. Files are asked of the {@code -my} host, profiles of the
 * {@code -admin} host: elsewhere an app may not write other people's properties. Several properties go into one CSOM request,
 * because REST sets one at a time and profile calls are the scarcest of Microsoft's limits; CSOM reports errors inside a 200.
 * Throttling is waited out here, up to the ask's deadline; what fails otherwise is asked once more at once.
 */
package io.photosync.sharepoint;
