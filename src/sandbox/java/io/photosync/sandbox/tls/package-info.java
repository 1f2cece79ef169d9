/**
 * Keys and certificates of the tenant, made at start: its authority, the servers, photo sync's certificate, the token signer.
 *
 * <p>Out: PEM files in a folder, as an administrator would mount them. Nothing of it is shipped, so no private key is in the
 * repository, and none is worth stealing. BouncyCastle only builds certificates; the JDK does the rest.
 */
package io.photosync.sandbox.tls;
