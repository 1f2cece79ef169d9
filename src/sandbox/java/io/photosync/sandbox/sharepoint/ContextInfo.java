package io.photosync.sandbox.sharepoint;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code _api/contextinfo}: a form digest for clients that want one. With a bearer token nobody checks it. */
final class ContextInfo {
    static final String TYPE = "SP.ContextWebInformation";

    private ContextInfo() {}

    static Answer.Entity of(URI host) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("FormDigestTimeoutSeconds", 1800);
        fields.put("FormDigestValue", "0x5EED,23 Nov 2026 00:00:00 -0000");
        fields.put("LibraryVersion", "16.0.25326.12013");
        fields.put("SiteFullUrl", host.toString());
        fields.put("SupportedSchemaVersions", List.of("14.0.0.0", "15.0.0.0"));
        fields.put("WebFullUrl", host.toString());
        return new Answer.Entity(TYPE, host + "/_api/contextinfo", fields);
    }
}
