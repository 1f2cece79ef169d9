/**
 * What makes a visit to the pages a session: sign-in and sign-out, forms that only our own pages can send, and errors
 * as pages.
 *
 * <p>In: requests for pages, those from Entra too. Out: redirects, pages about what went wrong, and the token that each
 * form carries.
 */
package io.photosync.ops.console.session;
