/**
 * Entra ID: access to the tenant's services.
 *
 * <p>In: token requests of photo sync's app, and browsers of those who sign in to its pages. Out: signed, expiring tokens for one audience each, and, for the services,
 * the roles of a token's bearer. Tokens are checked with the same keys that are published under the JWKS address.
 */
package io.photosync.sandbox.entra;
