package io.photosync.call;

/** A request to Microsoft failed; {@link #failure()} says how. */
public final class MicrosoftCallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public MicrosoftCallException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public MicrosoftCallException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
