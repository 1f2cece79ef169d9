/**
 * SharePoint Online of the sandbox tenant: the {@code -my} host with the photo library, the {@code -admin} host with the profiles.
 *
 * <p>In: REST and CSOM requests with a bearer token, as public clients send them. Out: the answers and errors that those clients'
 * recordings show. Strict where SharePoint is strict: audience per host, certificate tokens only, roles, writes of properties on
 * {@code -admin} only, resource units. It keeps its own files and profiles and knows nothing of Exchange.
 */
package io.photosync.sandbox.sharepoint;
