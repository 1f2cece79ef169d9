package io.photosync.sharepoint;

import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestCost;
import java.util.Map;

/**
 * A request to one of SharePoint's hosts, before token and transport.
 *
 * @param target path and query, encoded
 * @param profileCalls its cost against the tenant's limit of PeopleManager calls
 */
record SharePointRequest(
        SiteUrl site, String method, String target, Map<String, String> headers, byte[] body, int profileCalls) {
    private static final int RESOURCE_UNITS = 2;

    static SharePointRequest get(SiteUrl site, String target) {
        return new SharePointRequest(site, "GET", target, Map.of(), new byte[0], 0);
    }

    static SharePointRequest post(SiteUrl site, String target, Map<String, String> headers, byte[] body) {
        return new SharePointRequest(site, "POST", target, headers, body, 0);
    }

    SharePointRequest ofProfiles() {
        return new SharePointRequest(site, method, target, headers, body, 1);
    }

    RequestCost cost() {
        return new RequestCost(MicrosoftService.SHAREPOINT, RESOURCE_UNITS, profileCalls);
    }
}
