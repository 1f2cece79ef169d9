package io.photosync.budget;

/** A request to Microsoft failed; {@link #failure()} says how. */
public final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CallFailed(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public CallFailed(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
