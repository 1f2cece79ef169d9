package io.photosync.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;

/** A file as the library lists it, and as the answer to an upload describes it. */
public record PhotoFile(String name, long length, Instant lastModified) {

    /** @throws DateTimeException when the JSON does not describe a file */
    static PhotoFile of(String name, JsonNode file) {
        return new PhotoFile(
                name,
                file.path("Length").asLong(),
                Instant.parse(file.path("TimeLastModified").asText()));
    }
}
