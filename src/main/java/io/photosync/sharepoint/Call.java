package io.photosync.sharepoint;

import io.photosync.budget.Demand;
import io.photosync.budget.MicrosoftService;
import java.util.Map;

/**
 * A request to one of SharePoint's hosts, before token and transport.
 *
 * @param target path and query, encoded
 * @param profileCalls what it counts against the tenant's limit of PeopleManager calls
 */
record Call(SiteUrl site, String method, String target, Map<String, String> headers, byte[] body, int profileCalls) {
    private static final int RESOURCE_UNITS = 2;

    static Call get(SiteUrl site, String target) {
        return new Call(site, "GET", target, Map.of(), new byte[0], 0);
    }

    static Call post(SiteUrl site, String target, Map<String, String> headers, byte[] body) {
        return new Call(site, "POST", target, headers, body, 0);
    }

    Call ofProfiles() {
        return new Call(site, method, target, headers, body, 1);
    }

    Demand demand() {
        return new Demand(MicrosoftService.SHAREPOINT, RESOURCE_UNITS, profileCalls);
    }
}
