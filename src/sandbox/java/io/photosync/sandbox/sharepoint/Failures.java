package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.photosync.sandbox.http.Response;

/** SharePoint's answers to failures that the request did not cause: busy front ends, lost permissions, throttling. */
public final class Failures {
    private Failures() {}

    /**
     * What CSOM answers, with status 200, when it fails.
     *
     * @param type such as {@code System.UnauthorizedAccessException}
     * @param code such as -2147024891
     */
    public static String errorInfo(String type, int code, String message) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(Csom.head(new SharePointError(200, code, type, message)))
                .toString();
    }

    public static Response ofStatus(int status) {
        return switch (status) {
            case 401 -> Response.json(401, "{\"error_description\":\"Invalid issuer or signature.\"}");
            case 403 -> new Rendering(Shape.NO_METADATA, "").of(SharePointError.accessDenied());
            case 429 -> Response.text(429, "429 TOO MANY REQUESTS");
            case 503 -> Response.text(503, "The service is unavailable.");
            default -> new Rendering(Shape.NO_METADATA, "").of(SharePointError.unexpected(status));
        };
    }
}
