package io.photosync.sandbox.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Puts answers and errors into the shape that was asked for. */
final class Rendering {
    private final Shape shape;
    private final JsonWriter json;

    /** @param api address of the host's {@code _api} */
    Rendering(Shape shape, String api) {
        this.shape = shape;
        this.json = new JsonWriter(shape, api);
    }

    Response of(Answer answer) {
        boolean atom = shape == Shape.ATOM;
        return switch (answer) {
            case Answer.Entity entity -> atom ? xml(200, AtomWriter.write(entity)) : json(200, json.write(entity));
            case Answer.Entities entities ->
                atom ? xml(200, AtomWriter.write(entities)) : json(200, json.write(entities));
            case Answer.Value value -> atom ? xml(200, AtomWriter.write(value)) : json(200, json.write(value));
            case Answer.Nothing() -> Response.empty(200);
            case Answer.Bytes(StoredFile file) -> bytes(file);
        };
    }

    Response of(SharePointError error) {
        return shape == Shape.ATOM
                ? Response.of(error.status(), "application/xml;charset=utf-8", utf8(AtomWriter.write(error)))
                : json(error.status(), json.write(error));
    }

    static Response bytes(StoredFile file) {
        String modified =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(file.modified().atOffset(ZoneOffset.UTC));
        String type = file.name().toLowerCase(java.util.Locale.ROOT).endsWith(".jpg")
                ? "image/jpeg"
                : "application/octet-stream";
        return Response.of(200, type, file.content())
                .with("ETag", file.etag())
                .with("Last-Modified", modified)
                .with("Cache-Control", "private, max-age=0");
    }

    private Response json(int status, JsonNode node) {
        return Response.of(status, shape.contentType(), utf8(node.toString()));
    }

    private Response xml(int status, String text) {
        return Response.of(status, shape.contentType(), utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
