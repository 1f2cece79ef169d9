package io.photosync.sync;

import io.photosync.budget.CallFailed;

/**
 * A question that failed in a way that may pass is asked once more at once. For Graph: the client of SharePoint does the same by
 * itself.
 */
final class OnceMore {
    private OnceMore() {}

    /** A request with an answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws CallFailed, InterruptedException;
    }

    static <T> T ask(Question<T> question) throws CallFailed, InterruptedException {
        try {
            return question.ask();
        } catch (CallFailed e) {
            if (!mayPass(e)) {
                throw e;
            }
            return question.ask();
        }
    }

    private static boolean mayPass(CallFailed e) {
        return switch (e.failure().kind()) {
            case SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case THROTTLED, USER_THROTTLED, UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }
}
