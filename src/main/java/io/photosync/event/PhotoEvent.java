package io.photosync.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A CloudEvent of spec version 1.0 in structured mode: the user's photo changed, or is gone. A consumer should check
 * the user, not trust the event's order; it may dedupe by source and id.
 *
 * <p>An event's content is bounded, since any writer of the topic may produce one and all of them are kept in memory:
 * texts by the lengths below, in characters, times by the years 2000 to 2100, pixels by a million, and all of it as
 * JSON by {@value #LONGEST} bytes. A larger event cannot be made, and a larger record is no event.
 *
 * @param id at most {@value #LONGEST_ID} characters, as {@code datacontenttype}
 * @param source at most {@value #LONGEST_SOURCE} characters
 * @param type {@value #UPDATED} or {@value #REMOVED}
 * @param userId the event's subject: object id in lower case, at most {@value #LONGEST_USER_ID} characters
 * @param time when the change happened, as near as is known
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     binding</a>
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

    /** Bytes of an event's JSON. */
    public static final int LONGEST = 16 << 10;

    static final int LONGEST_ID = 128;
    static final int LONGEST_SOURCE = 512;
    static final int LONGEST_USER_ID = 64;
    /** Of a user principal name. Entra's own bound is 113. */
    public static final int LONGEST_NAME = 512;

    static final int LONGEST_ETAG = 512;
    private static final int MOST_PIXELS = 1_000_000;

    /** What led to the detection. */
    public enum Cause {
        NOTIFICATION,
        SWEEP,
        FIRST_FILL,
        REPAIR,
        REPLAY,
        REQUEST
    }

    /**
     * @param userPrincipalName the name at the time of detection, at most {@value #LONGEST_NAME} characters
     * @param mediaEtag Graph's {@code @odata.mediaEtag}, at most {@value #LONGEST_ETAG} characters; absent when there
     *     is no photo
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
        required("id", id, LONGEST_ID);
        bounded("source", source, LONGEST_SOURCE);
        require("type", UPDATED.equals(type) || REMOVED.equals(type), type);
        required("subject", userId, LONGEST_USER_ID);
        Moment.require("photo event: attribute time", time);
        bounded("datacontenttype", datacontenttype, LONGEST_ID);
        require("data", data != null, null);
        require("data.cause", data.cause() != null, null);
        require("data.userPrincipalName", data.userPrincipalName() != null, null);
        bounded("data.userPrincipalName", data.userPrincipalName(), LONGEST_NAME);
        bounded("data.mediaEtag", data.mediaEtag().orElse(null), LONGEST_ETAG);
        pixels("data.width", data.width());
        pixels("data.height", data.height());
        Moment.require("photo event: attribute data.detectedAt", data.detectedAt());
        // 100,000 of them are kept in memory; with copies of these texts in each they would be a third larger.
        specversion = SPECVERSION;
        type = UPDATED.equals(type) ? UPDATED : REMOVED;
        source = SOURCE.equals(source) ? SOURCE : source;
        datacontenttype = JSON.equals(datacontenttype) ? JSON : datacontenttype;
    }

    /** An event whose id is derived from its content, so that detecting the same change twice gives the same id. */
    public static PhotoEvent detected(String type, String userId, Instant time, String previous, Data data) {
        String identity = String.join("|", type, userId, data.mediaEtag().orElse("gone"), previous);
        String id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString();
        return new PhotoEvent(SPECVERSION, id, SOURCE, type, userId, time, JSON, data);
    }

    /** The same user again because of a request: a new event with an id of its own. */
    public static PhotoEvent fresh(String type, String userId, Instant time, Data data) {
        return new PhotoEvent(SPECVERSION, UUID.randomUUID().toString(), SOURCE, type, userId, time, JSON, data);
    }

    /**
     * The same photo again, detected now: a new event with an id of its own.
     *
     * @param mediaEtag the one that is settled, since the next settled record repeats the event's
     */
    public static PhotoEvent again(
            String userId, String userPrincipalName, Optional<String> mediaEtag, Cause cause, Instant now) {
        Data data = new Data(userPrincipalName, mediaEtag, Optional.empty(), Optional.empty(), cause, now);
        return fresh(UPDATED, userId, now, data);
    }

    /** The same, unless a wrong or fast clock dated its detection into the future: then detected now. */
    public PhotoEvent notAfter(Instant now) {
        if (!data.detectedAt().isAfter(now)) {
            return this;
        }
        Data clamped =
                new Data(data.userPrincipalName(), data.mediaEtag(), data.width(), data.height(), data.cause(), now);
        return new PhotoEvent(specversion, id, source, type, userId, time, datacontenttype, clamped);
    }

    /** Whether the photo was seen to be gone, twice. */
    public boolean removal() {
        return REMOVED.equals(type);
    }

    /**
     * Whether to write SharePoint whatever its known state: the drift check found a difference, or an operator asked
     * for it.
     */
    public boolean forced() {
        return switch (data.cause()) {
            case REPAIR, REQUEST -> true;
            case NOTIFICATION, SWEEP, FIRST_FILL, REPLAY -> false;
        };
    }

    private static void required(String attribute, String got, int longest) {
        require(attribute, got != null && !got.isBlank(), got);
        bounded(attribute, got, longest);
    }

    private static void bounded(String attribute, String got, int longest) {
        if (got != null && got.length() > longest) {
            throw new IllegalArgumentException("photo event: attribute %s must have at most %d characters, but has %d"
                    .formatted(attribute, longest, got.length()));
        }
    }

    private static void pixels(String attribute, Optional<Integer> got) {
        require(
                attribute,
                got.filter(pixels -> pixels < 0 || pixels > MOST_PIXELS).isEmpty(),
                got.orElse(0));
    }

    private static void require(String attribute, boolean rule, Object got) {
        if (!rule) {
            throw new IllegalArgumentException("photo event: attribute %s cannot be %s".formatted(attribute, got));
        }
    }
}
