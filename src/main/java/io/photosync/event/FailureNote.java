package io.photosync.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Details of an event's failure.
 *
 * @param detail one line for operators; cut to {@value #LONGEST_DETAIL} characters, since it may repeat a proxy's page
 * @param httpStatus of the answer that failed it
 * @param requestId Microsoft's id of that request; cut to {@value #LONGEST_ID}
 */
public record FailureNote(
        FailureCode code,
        String detail,
        Instant firstAt,
        Instant lastAt,
        Optional<Integer> httpStatus,
        Optional<String> requestId) {
    public static final int LONGEST_DETAIL = 500;
    static final int LONGEST_ID = 128;

    public FailureNote {
        Fields.require("failure note", "code", code);
        Fields.require("failure note", "detail", detail);
        Fields.require("failure note", "firstAt", firstAt);
        Fields.require("failure note", "lastAt", lastAt);
        detail = shortened(detail, LONGEST_DETAIL);
        requestId = requestId.map(id -> shortened(id, LONGEST_ID));
    }

    static String shortened(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
