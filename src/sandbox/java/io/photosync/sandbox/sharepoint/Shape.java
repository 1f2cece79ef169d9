package io.photosync.sandbox.sharepoint;

import io.photosync.sandbox.http.Request;
import java.util.Locale;

/** The shape in which a client wants its answer, said by {@code Accept}. */
enum Shape {
    NO_METADATA("application/json;odata=nometadata;streaming=true;charset=utf-8"),
    MINIMAL("application/json;odata=minimalmetadata;streaming=true;charset=utf-8"),
    VERBOSE("application/json;odata=verbose;charset=utf-8"),
    /** Also what a client without {@code Accept} gets. */
    ATOM("application/atom+xml;type=entry;charset=utf-8");

    private final String contentType;

    Shape(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    static Shape askedBy(Request request) {
        String accept =
                request.header("accept").orElse("").toLowerCase(Locale.ROOT).replace(" ", "");
        if (!accept.contains("json")) {
            return ATOM;
        }
        if (accept.contains("odata=nometadata")) {
            return NO_METADATA;
        }
        return accept.contains("odata=verbose") ? VERBOSE : MINIMAL;
    }
}
