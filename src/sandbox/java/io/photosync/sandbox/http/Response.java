package io.photosync.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer of one of the tenant's services. A status of 0 is no answer: the connection is dropped. */
public record Response(int status, Map<String, String> headers, byte[] body) {

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    public static Response json(int status, String body) {
        return of(status, "application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response json(int status, JsonNode body) {
        return of(status, "application/json; charset=utf-8", Json.write(body));
    }

    public static Response text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /** The connection breaks before an answer, as when a gateway restarts. */
    public static Response droppedConnection() {
        return empty(0);
    }

    public boolean dropsConnection() {
        return status == 0;
    }

    public Response with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, Map.copyOf(more), body);
    }
}
