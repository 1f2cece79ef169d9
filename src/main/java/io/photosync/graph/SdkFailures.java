package io.photosync.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.gson.stream.MalformedJsonException;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import java.io.CharConversionException;
import java.io.IOException;

/** Translates what the SDK threw into our failure. Its messages are not used: reading ODataError's throws. */
final class SdkFailures {
    private SdkFailures() {}

    static Failure of(Exception thrown) {
        IOException lost = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GraphCallException refused) {
                return refused.failure();
            }
            if (cause instanceof MalformedJsonException
                    || cause instanceof JsonProcessingException
                    || cause instanceof CharConversionException) {
                // These are IOExceptions too, but no network errors.
                break;
            }
            if (lost == null && cause instanceof IOException io) {
                lost = io;
            }
        }
        if (lost != null) {
            String detail = lost.getClass().getSimpleName() + ": " + lost.getMessage();
            return GraphErrors.failure(Kind.UNREACHABLE, "unreachable", detail);
        }
        return GraphErrors.unreadable(
                "unreadable-answer",
                "Graph's answer could not be parsed: " + thrown.getClass().getSimpleName());
    }
}
