package io.photosync.ops;

import java.util.Optional;

/** A rejected request: status and message of the answer. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Characters of what was sent that a message repeats. */
    private static final int SHOWN = 100;

    private final int status;
    private final String field;

    private ApiException(int status, String detail, String field) {
        super(detail);
        this.status = status;
        this.field = field;
    }

    /** @param rule what the field must be, and the value got */
    public static ApiException badField(String field, String rule) {
        return new ApiException(400, field + " " + rule, field);
    }

    /** What was sent, for a message: whoever sent it has it, and a problem is nothing to store 100 kB in. */
    public static String shown(String got) {
        return shortened(got, SHOWN);
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    public static ApiException forbidden(String detail) {
        return new ApiException(403, detail, null);
    }

    public static ApiException notFound(String detail) {
        return new ApiException(404, detail, null);
    }

    public static ApiException conflict(String detail) {
        return new ApiException(409, detail, null);
    }

    public static ApiException unavailable(String detail) {
        return new ApiException(503, detail, null);
    }

    int status() {
        return status;
    }

    Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
