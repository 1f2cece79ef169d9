package io.photosync.identity;

/** The app cannot prove its identity for a sign-in; the message names the file and what is wrong with it. */
public final class UnusableCredential extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCredential(String message) {
        super(message);
    }
}
