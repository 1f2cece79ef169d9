package io.photosync.ops;

import java.util.Optional;

/** The operator's reason for the audit trail, at most 500 characters. */
public final class OperatorReason {
    private static final int LONGEST = 500;

    private OperatorReason() {}

    public static String required(Optional<String> reason) {
        return checked(reason).orElseThrow(() -> ApiException.badField("reason", "must say why, got nothing"));
    }

    /** @return the reason; empty when blank */
    static Optional<String> checked(Optional<String> reason) {
        Optional<String> given = reason.map(String::strip).filter(text -> !text.isEmpty());
        given.filter(text -> text.length() > LONGEST).ifPresent(text -> {
            throw ApiException.badField(
                    "reason", "must have at most %d characters, got %d".formatted(LONGEST, text.length()));
        });
        return given;
    }
}
