/**
 * Who is in the tenant, and the photos that Exchange Online holds of them.
 *
 * <p>People and portraits are generated from their number alone, so the same tenant comes out on every machine, and nothing is
 * drawn before somebody asks for it: a tenant of 100,000 starts as fast as one of 300.
 */
package io.photosync.sandbox.people;
