package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;

/**
 * A question that failed in a way that may pass is asked once more at once. For Graph: the client of SharePoint does the same by
 * itself.
 */
final class RepeatOnce {
    private RepeatOnce() {}

    /** A request with an answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws MicrosoftCallException, InterruptedException;
    }

    static <T> T ask(Question<T> question) throws MicrosoftCallException, InterruptedException {
        try {
            return question.ask();
        } catch (MicrosoftCallException e) {
            if (!mayPass(e)) {
                throw e;
            }
            return question.ask();
        }
    }

    private static boolean mayPass(MicrosoftCallException e) {
        return switch (e.failure().kind()) {
            case SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case THROTTLED, USER_THROTTLED, UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }
}
