/**
 * The app's identity in Microsoft 365: app-only tokens through msal4j, one per audience.
 *
 * <p>In: the app's certificate or federated token file, and the name of an audience. Out: a token, or {@link
 * io.photosync.identity.TokenRefused} with Microsoft's error code. msal4j asks the network each time when the authority
 * has a port and lets many callers through at once, so the cache above it is ours: one request per audience in flight,
 * renewed in the background.
 *
 * <p>And the operators' identity: bearer tokens for the API, a sign-in by the code flow for the pages, each by a tenant
 * of quarkus-oidc of its own. Sessions are cookies whose keys all replicas derive from the same secret.
 */
package io.photosync.identity;
