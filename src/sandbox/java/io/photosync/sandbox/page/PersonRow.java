package io.photosync.sandbox.page;

/**
 * One user on the page.
 *
 * @param exchange version of the photo in Exchange, null if there is none; changes whenever the photo does
 * @param sharePoint version of the large thumbnail in SharePoint, likewise
 */
public record PersonRow(
        String id,
        String name,
        String userPrincipalName,
        String department,
        String exchange,
        String sharePoint,
        PersonStatus standing) {}
