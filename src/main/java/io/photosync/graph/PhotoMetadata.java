package io.photosync.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.ProfilePhoto;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A photo's metadata, from the SDK's model or from a batch. {@code id} is not read: it is "240x240", "240X240" or
 * "default".
 *
 * @param etag empty for the 1x1 GIF that stands for "no photo"
 */
record PhotoMetadata(String etag, int width, int height) {
    private static final String ETAG = "@odata.mediaEtag";
    /** The bound of an event; Graph's have about 40 characters. */
    private static final int LONGEST_ETAG = 512;

    private static final int MOST_PIXELS = 1_000_000;

    /** ETags are only ever compared: for one that is too long to keep, a digest serves as well. */
    PhotoMetadata {
        etag = etag.length() > LONGEST_ETAG ? "digest-" + UUID.nameUUIDFromBytes(etag.getBytes(UTF_8)) : etag;
        width = width > MOST_PIXELS ? 0 : width;
        height = height > MOST_PIXELS ? 0 : height;
    }

    static PhotoMetadata of(ProfilePhoto photo) {
        // The SDK's model has no property for the annotations.
        Map<String, Object> annotations = photo.getAdditionalData();
        return new PhotoMetadata(
                annotations.get(ETAG) instanceof String etag ? etag : "",
                Optional.ofNullable(photo.getWidth()).orElse(0),
                Optional.ofNullable(photo.getHeight()).orElse(0));
    }

    static PhotoMetadata of(JsonNode body) {
        return new PhotoMetadata(
                body.path(ETAG).asText(""),
                body.path("width").asInt(),
                body.path("height").asInt());
    }

    /** Empty when the metadata are no photo's: then nothing is known. */
    Optional<PhotoState> state() {
        if (width == 1 && height == 1) {
            return Optional.of(new PhotoState.Absent("1x1"));
        }
        return etag.isBlank() ? Optional.empty() : Optional.of(new PhotoState.Present(etag, width, height));
    }
}
