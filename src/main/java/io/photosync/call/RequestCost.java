package io.photosync.call;

/**
 * What one request costs.
 *
 * @param units resource units: 2 for any CSOM or REST call to SharePoint (Microsoft's planning figure), 1 for a request
 *     to Graph
 * @param profileCalls calls counted against the tenant's limit of the PeopleManager API; 0 for files
 */
public record RequestCost(MicrosoftService service, int units, int profileCalls) {}
