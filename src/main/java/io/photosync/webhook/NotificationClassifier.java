package io.photosync.webhook;

import io.photosync.event.Guid;
import io.photosync.event.UserChanged;
import io.photosync.webhook.NotificationKind.Lifecycle.Event;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Classifies the items of a notification. */
final class NotificationClassifier {
    private static final String NOT_APPLICABLE = "NA";
    private static final Pattern USER = Pattern.compile("/?users/([^/]+)/?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CHANGES = Set.of("created", "updated", "deleted");

    private final Predicate<String> genuine;

    /**
     * @param genuine whether a client state is ours; called only for items with a client state, since each call
     *     computes hashes
     */
    NotificationClassifier(Predicate<String> genuine) {
        this.genuine = genuine;
    }

    NotificationKind classify(Notification item, Instant receivedAt) {
        if (item.subscriptionId().filter(NOT_APPLICABLE::equals).isPresent()
                && item.clientState().filter(NOT_APPLICABLE::equals).isPresent()) {
            return new NotificationKind.TestMessage();
        }
        if (item.clientState().filter(genuine).isEmpty()) {
            return new NotificationKind.Forged();
        }
        if (item.lifecycleEvent().isPresent()) {
            return new NotificationKind.Lifecycle(event(item.lifecycleEvent().get()));
        }
        return user(item, receivedAt);
    }

    private static NotificationKind user(Notification item, Instant receivedAt) {
        Optional<String> inPath =
                item.resource().map(USER::matcher).filter(Matcher::matches).map(m -> m.group(1));
        boolean isUser = item.resourceType()
                .map(type -> type.toLowerCase(Locale.ROOT).endsWith(".user"))
                .orElse(inPath.isPresent());
        boolean otherPath = item.resource().isPresent() && inPath.isEmpty();
        if (!isUser || otherPath) {
            return new NotificationKind.OtherResource();
        }
        Optional<String> id = item.resourceId().or(() -> inPath).map(text -> text.toLowerCase(Locale.ROOT));
        if (id.isEmpty()) {
            return new NotificationKind.Unusable("a user's item has neither resourceData.id nor an id in its resource");
        }
        if (!Guid.is(id.get())) {
            return new NotificationKind.Unusable("a user's id is not a GUID but %d characters of another form"
                    .formatted(id.get().length()));
        }
        return new NotificationKind.Hint(new UserChanged(id.get(), change(item), item.eventTime(), receivedAt));
    }

    /** An unknown change type still means that the user should be checked. */
    private static String change(Notification item) {
        return item.changeType()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(CHANGES::contains)
                .orElse("updated");
    }

    private static Event event(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "reauthorizationrequired" -> Event.REAUTHORIZATION_REQUIRED;
            case "subscriptionremoved" -> Event.SUBSCRIPTION_REMOVED;
            case "missed" -> Event.MISSED;
            default -> Event.UNKNOWN;
        };
    }
}
