/**
 * Entra ID: who may ask the tenant's services for what.
 *
 * <p>In: token requests of photo sync's app. Out: signed, expiring tokens for one audience each, and, for the services, what the
 * bearer of a token may do. Tokens are checked by the same keys that are published under the JWKS address.
 */
package io.photosync.sandbox.entra;
