package io.photosync.subscription;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.event.Guid;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Graph's answer to a creation while an equal subscription exists: 409, "Subscription Id … already exists for the
 * requested combination."
 */
final class SubscriptionConflict {
    private static final int STATUS = 409;
    private static final Pattern ID = Pattern.compile(Guid.REGEX);

    private SubscriptionConflict() {}

    static boolean is(Failure failure) {
        return failure.status() == STATUS;
    }

    /** @throws MicrosoftCallException the given one, if it is no conflict */
    static void require(MicrosoftCallException e) throws MicrosoftCallException {
        if (!is(e.failure())) {
            throw e;
        }
    }

    /** The id of the existing subscription, if Graph names it; in lower case. */
    static Optional<String> id(Failure conflict) {
        Matcher id = ID.matcher(conflict.detail());
        return id.find() ? Optional.of(id.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
