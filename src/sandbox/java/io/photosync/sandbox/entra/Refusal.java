package io.photosync.sandbox.entra;

/**
 * Entra refuses a token; the codes are listed at https://learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int code;

    Refusal(int status, String error, int code, String description) {
        super("AADSTS%d: %s".formatted(code, description));
        this.status = status;
        this.error = error;
        this.code = code;
    }

    /** The app did not prove who it is. */
    static Refusal client(int code, String description) {
        return new Refusal(401, "invalid_client", code, description);
    }

    /** The request makes no sense. */
    static Refusal request(String error, int code, String description) {
        return new Refusal(400, error, code, description);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int code() {
        return code;
    }
}
