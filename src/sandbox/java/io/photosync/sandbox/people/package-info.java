/**
 * The tenant's users, and their photos in Exchange Online.
 *
 * <p>Users and portraits are generated from their number alone, so the tenant is the same on every machine, and nothing
 * is drawn before it is requested: a tenant of 100,000 starts as fast as one of 300.
 */
package io.photosync.sandbox.people;
