package io.photosync.sync;

import io.photosync.budget.CallFailed;

/** A request that failed in a way that may pass is made once more at once. */
final class OnceMore {
    private OnceMore() {}

    /** A request without an answer worth keeping. */
    @FunctionalInterface
    interface Order {
        void send() throws CallFailed, InterruptedException;
    }

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

    static void send(Order order) throws CallFailed, InterruptedException {
        ask(() -> {
            order.send();
            return null;
        });
    }

    private static boolean mayPass(CallFailed e) {
        return switch (e.failure().kind()) {
            case SERVER_ERROR, UNREACHABLE, UNREADABLE -> true;
            case THROTTLED, UNAUTHORIZED, FORBIDDEN, REFUSED -> false;
        };
    }
}
