package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;

/** Repeats a failed request to Graph once, immediately, if the failure may be transient. The SharePoint client does so by itself. */
final class RepeatOnce {
    private RepeatOnce() {}

    /** A request with a response. */
    @FunctionalInterface
    interface Request<T> {
        T call() throws MicrosoftCallException, InterruptedException;
    }

    static <T> T call(Request<T> request) throws MicrosoftCallException, InterruptedException {
        try {
            return request.call();
        } catch (MicrosoftCallException e) {
            if (!mayBeTransient(e)) {
                throw e;
            }
            return request.call();
        }
    }

    private static boolean mayBeTransient(MicrosoftCallException e) {
        return switch (e.failure().kind()) {
            case SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case THROTTLED, USER_THROTTLED, UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }
}
