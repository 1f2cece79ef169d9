package io.photosync.ops;

import java.util.Optional;

/** A request that is not carried out; the status and the words of its answer. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String field;

    private Refused(int status, String detail, String field) {
        super(detail);
        this.status = status;
        this.field = field;
    }

    /** @param rule what the field must be, and what it was */
    static Refused badField(String field, String rule) {
        return new Refused(400, field + " " + rule, field);
    }

    static Refused notFound(String detail) {
        return new Refused(404, detail, null);
    }

    static Refused conflict(String detail) {
        return new Refused(409, detail, null);
    }

    static Refused notNow(String detail) {
        return new Refused(503, detail, null);
    }

    int status() {
        return status;
    }

    Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
