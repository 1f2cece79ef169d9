package io.photosync.event;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an event's failure.
 *
 * @param detail one line for people
 * @param httpStatus of the answer that failed it
 * @param requestId Microsoft's id of that request
 */
public record FailureNote(
        FailureCode code,
        String detail,
        Instant firstAt,
        Instant lastAt,
        Optional<Integer> httpStatus,
        Optional<String> requestId) {}
