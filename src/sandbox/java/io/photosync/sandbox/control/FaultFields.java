package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.sharepoint.Failures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fault as JSON:
 *
 * <pre>{"service":"sharepoint", "match":"ProcessQuery", "bodyMatch":"PictureURL", "user":"id or name", "times":5, "percent":50,
 * "status":503, "retryAfter":30, "headers":{"Location":"https://…"}, "body":"&lt;html&gt;…", "contentType":"text/html",
 * "errorInfo":{"type":"System.UnauthorizedAccessException", "code":-2147024891, "message":"…"}, "afterwards":true}</pre>
 *
 * <p>{@code errorInfo} is a body: the one with which CSOM says inside a 200 that it failed.
 */
final class FaultFields {
    private static final Set<String> KNOWN = Set.of(
            "service",
            "match",
            "bodyMatch",
            "user",
            "times",
            "percent",
            "status",
            "retryAfter",
            "headers",
            "body",
            "contentType",
            "errorInfo",
            "afterwards");

    private FaultFields() {}

    static Fields of(Request request) throws BadField {
        return Fields.of(request, KNOWN);
    }

    static Fault read(Request request) throws BadField {
        Fields fields = of(request);
        Fault.Which which = new Fault.Which(
                Fields.required("service", fields.service()),
                Fields.required("match", fields.pattern("match")),
                fields.pattern("bodyMatch"),
                fields.text("user"));
        return new Fault(which, said(fields), fields.number("times", 1, 1_000_000), fields.number("percent", 1, 100));
    }

    private static Fault.Said said(Fields fields) throws BadField {
        Map<String, String> headers = new HashMap<>(fields.texts("headers"));
        fields.number("retryAfter", 0, 86_400).ifPresent(seconds -> headers.put("Retry-After", seconds.toString()));
        return new Fault.Said(
                status(fields),
                headers,
                content(fields),
                fields.flag("afterwards").orElse(false));
    }

    private static int status(Fields fields) throws BadField {
        Optional<Integer> given = fields.number("status", 0, 599);
        int status = fields.has("errorInfo") ? given.orElse(200) : Fields.required("status", given);
        if (status != 0 && status < 200) {
            throw new BadField("status", "must be from 200 to 599, or 0 to drop the connection, got " + status);
        }
        return status;
    }

    private static Optional<Fault.Content> content(Fields fields) throws BadField {
        if (fields.has("errorInfo")) {
            return Optional.of(new Fault.Content("application/json; charset=utf-8", errorInfo(fields)));
        }
        String type = fields.text("contentType").orElse("text/html; charset=utf-8");
        return fields.text("body").map(text -> new Fault.Content(type, text));
    }

    private static String errorInfo(Fields fields) throws BadField {
        if (!(fields.json().path("errorInfo") instanceof ObjectNode object)) {
            throw new BadField("errorInfo", "must be an object with type, message and code");
        }
        Fields info = new Fields(object);
        return Failures.errorInfo(
                Fields.required("type", info.text("type")),
                info.number("code", Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(-1),
                info.text("message").orElse(""));
    }

    static ObjectNode json(Fault fault) {
        ObjectNode json = Json.object()
                .put("service", fault.service().label())
                .put("match", fault.match().pattern())
                .put("status", fault.status());
        Map<String, String> headers = new HashMap<>(fault.said().headers());
        if (headers.getOrDefault("Retry-After", "").matches("\\d{1,9}")) {
            json.put("retryAfter", Integer.parseInt(headers.remove("Retry-After")));
        }
        fault.times().ifPresent(times -> json.put("times", times));
        fault.user().ifPresent(user -> json.put("user", user));
        fault.percent().ifPresent(share -> json.put("percent", share));
        fault.which().bodyMatch().ifPresent(pattern -> json.put("bodyMatch", pattern.pattern()));
        fault.said().content().ifPresent(content -> json.put("contentType", content.type())
                .put("body", content.text()));
        if (!headers.isEmpty()) {
            json.set("headers", Json.of(headers));
        }
        if (fault.said().carriedOut()) {
            json.put("afterwards", true);
        }
        return json;
    }
}
