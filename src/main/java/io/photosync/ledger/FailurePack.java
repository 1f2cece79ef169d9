package io.photosync.ledger;

import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.RecordPosition;

/** The common part of letters and retries as bytes: a failure, how often it occurred, and for which record. */
final class FailurePack {
    private static final FailureCode[] CODES = FailureCode.values();

    private FailurePack() {}

    static void write(FailureNote note, int attempts, RecordPosition recordPosition, CompactWriter out) {
        out.number(note.code().ordinal())
                .text(note.detail())
                .instant(note.firstAt())
                .instant(note.lastAt())
                .optional(note.httpStatus(), status -> out.number(status))
                .text(note.requestId())
                .number(attempts)
                .text(recordPosition.topic())
                .number(recordPosition.partition())
                .number(recordPosition.offset());
    }

    /** The attempts come next, then the origin. */
    static FailureNote note(CompactReader in) {
        return new FailureNote(
                CODES[in.integer()],
                in.nullableText(),
                in.instant(),
                in.instant(),
                in.optional(in::integer),
                in.text());
    }

    static RecordPosition origin(CompactReader in) {
        return new RecordPosition(in.nullableText(), in.integer(), in.number());
    }
}
