package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import io.photosync.graph.NewSubscription;
import io.photosync.subscription.AcceptedClientStates.Kept;
import io.photosync.subscription.ClientStateRotation.Fresh;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one subscription that should exist.
 *
 * @param lifecycleBase empty when lifecycle events go to the notification URL
 */
record DesiredSubscription(URI notificationUrl, Optional<URI> lifecycleBase) {
    /**
     * Graph reports creation and soft deletion as "updated"
     * (https://learn.microsoft.com/graph/api/resources/subscription).
     */
    static final Set<String> PRIMARY_CHANGE_TYPES = Set.of("updated", "deleted");
    /**
     * Graph allows one subscription per resource and set of change types, so that a second one needs another set. No
     * change is lost: a user is "updated" thirty days before being "deleted".
     */
    static final Set<String> ALTERNATE_CHANGE_TYPES = Set.of("updated");

    private static final String RESOURCE = "/users";
    private static final String NOTIFICATIONS = "/graph/notifications";
    private static final String LIFECYCLE = "/graph/lifecycle";
    private static final String STATE = "state=";

    static DesiredSubscription atWebhook(String publicUrl) {
        String base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        return new DesiredSubscription(URI.create(base + NOTIFICATIONS), Optional.of(URI.create(base + LIFECYCLE)));
    }

    static DesiredSubscription atEventHub(String url) {
        return new DesiredSubscription(URI.create(url), Optional.empty());
    }

    NewSubscription until(Instant expires, Set<String> changeTypes, Fresh state) {
        // An event hub's URL gets no parameter: it is not documented to allow one.
        URI lifecycle = lifecycleBase
                .map(base -> URI.create(base + "?" + STATE + state.name()))
                .orElse(notificationUrl);
        return new NewSubscription(RESOURCE, changeTypes, notificationUrl, lifecycle, expires, state.state());
    }

    /** The name of the client state in a lifecycle URL of ours. */
    static Optional<String> stateName(URI lifecycleUrl) {
        return Optional.ofNullable(lifecycleUrl.getQuery())
                .filter(query -> query.startsWith(STATE))
                .map(query -> query.substring(STATE.length()));
    }

    /** Whether the notification URL has our path, at any public address. */
    static boolean callsOurWebhook(GraphSubscription other) {
        return other.notificationUrl()
                .map(URI::getPath)
                .filter(path -> path.endsWith(NOTIFICATIONS))
                .isPresent();
    }

    /** Whether it prevents ours: Graph allows one per resource and set of change types. */
    static boolean conflicts(GraphSubscription other) {
        return isUsers(other) && other.changeTypes().equals(PRIMARY_CHANGE_TYPES);
    }

    /** Whether all its notifications arrive here and nowhere else; only for subscriptions that we created. */
    boolean calledBy(GraphSubscription other, Kept state) {
        if (other.notificationUrl().equals(Optional.of(notificationUrl))) {
            return lifecycleArrivesHere(other);
        }
        // Graph may return an event hub's URL in another form than we sent.
        return lifecycleBase.isEmpty()
                && state.made().filter(this::requestedFor).isPresent();
    }

    /**
     * Lifecycle events carry the client state too. A list that omits their URL must not cause a new subscription each
     * time.
     */
    private boolean lifecycleArrivesHere(GraphSubscription other) {
        Optional<String> shown = other.lifecycleNotificationUrl().map(DesiredSubscription::withoutQuery);
        return lifecycleBase.isEmpty()
                || shown.isEmpty()
                || shown.get().equals(lifecycleBase.get().toString());
    }

    private static String withoutQuery(URI url) {
        String whole = url.toString();
        int query = whole.indexOf('?');
        return query < 0 ? whole : whole.substring(0, query);
    }

    private boolean requestedFor(AcceptedClientStates.Made made) {
        return made.notificationUrl().equals(notificationUrl.toString());
    }

    static boolean isUsers(GraphSubscription other) {
        String resource = other.resource().toLowerCase(Locale.ROOT);
        return resource.equals(RESOURCE) || resource.equals(RESOURCE.substring(1));
    }
}
