package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Response;

/** A control request has an invalid field. */
final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    BadField(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
    }

    Response response() {
        ObjectNode body = Json.object();
        body.putObject("error").put("field", field).put("message", getMessage());
        return Response.json(400, body);
    }
}
