package io.photosync.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A CloudEvent of spec version 1.0 in structured mode: the photo of this user is now another one, or is gone. A consumer should
 * look at the user, not trust the event's order; it may dedupe by source and id.
 *
 * @param type {@value #UPDATED} or {@value #REMOVED}
 * @param userId the event's subject: object id in lower case
 * @param time when the change happened, as near as is known
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka binding</a>
 */
public record PhotoEvent(
        String specversion,
        String id,
        String source,
        String type,
        @JsonProperty("subject") String userId,
        Instant time,
        String datacontenttype,
        Data data) {

    public static final String UPDATED = "io.photosync.photo.updated";
    public static final String REMOVED = "io.photosync.photo.removed";
    public static final String SOURCE = "/photosync/detect";
    private static final String SPECVERSION = "1.0";
    private static final String JSON = "application/json";
    /** Value of the Kafka header {@code content-type}. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    /** What made us look. */
    public enum Cause {
        NOTIFICATION,
        SWEEP,
        FIRST_FILL,
        REPAIR,
        REPLAY,
        REQUEST
    }

    /**
     * @param userPrincipalName the name at the time of detection
     * @param mediaEtag Graph's {@code @odata.mediaEtag}; absent when there is no photo
     * @param width of the largest size, in pixels
     */
    public record Data(
            String userPrincipalName,
            Optional<String> mediaEtag,
            Optional<Integer> width,
            Optional<Integer> height,
            Cause cause,
            Instant detectedAt) {}

    public PhotoEvent {
        require("specversion", SPECVERSION.equals(specversion), specversion);
        require("id", id != null && !id.isBlank(), id);
        require("type", UPDATED.equals(type) || REMOVED.equals(type), type);
        require("subject", userId != null && !userId.isBlank(), userId);
        require("time", time != null, null);
        require("data", data != null, null);
        require("data.cause", data.cause() != null, null);
        require("data.userPrincipalName", data.userPrincipalName() != null, null);
        require("data.detectedAt", data.detectedAt() != null, null);
        // 100,000 of them are kept in memory; with copies of these words in each they would be a third larger.
        specversion = SPECVERSION;
        type = UPDATED.equals(type) ? UPDATED : REMOVED;
        source = SOURCE.equals(source) ? SOURCE : source;
        datacontenttype = JSON.equals(datacontenttype) ? JSON : datacontenttype;
    }

    /** An event whose id follows from what it says, so that finding the same change twice gives the same id. */
    public static PhotoEvent detected(String type, String userId, Instant time, String previous, Data data) {
        String identity = String.join("|", type, userId, data.mediaEtag().orElse("gone"), previous);
        String id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString();
        return new PhotoEvent(SPECVERSION, id, SOURCE, type, userId, time, JSON, data);
    }

    /** The same user once more because somebody asked: a new event with an id of its own. */
    public static PhotoEvent fresh(String type, String userId, Instant time, Data data) {
        return new PhotoEvent(SPECVERSION, UUID.randomUUID().toString(), SOURCE, type, userId, time, JSON, data);
    }

    /** The same where a clock that is ahead of ours, or went wrong, detected it in the future. */
    public PhotoEvent notAfter(Instant now) {
        if (!data.detectedAt().isAfter(now)) {
            return this;
        }
        Data clamped =
                new Data(data.userPrincipalName(), data.mediaEtag(), data.width(), data.height(), data.cause(), now);
        return new PhotoEvent(specversion, id, source, type, userId, time, datacontenttype, clamped);
    }

    /** Whether detect saw, twice, that there is no photo any more. */
    public boolean removal() {
        return REMOVED.equals(type);
    }

    /**
     * Whether SharePoint is to be written whatever we believe of it: the check found it otherwise, or an operator wants it done.
     */
    public boolean insists() {
        return switch (data.cause()) {
            case REPAIR, REQUEST -> true;
            case NOTIFICATION, SWEEP, FIRST_FILL, REPLAY -> false;
        };
    }

    private static void require(String attribute, boolean rule, Object got) {
        if (!rule) {
            throw new IllegalArgumentException("photo event: attribute %s cannot be %s".formatted(attribute, got));
        }
    }
}
