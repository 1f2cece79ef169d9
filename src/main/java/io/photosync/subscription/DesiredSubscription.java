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

/** The one subscription that shall exist. */
record DesiredSubscription(URI notificationUrl, Optional<URI> lifecycleBase) {
    /** Creation and soft deletion come as "updated" (https://learn.microsoft.com/graph/api/resources/subscription). */
    static final Set<String> FIRST_PLACE = Set.of("updated", "deleted");
    /**
     * Graph allows one subscription for the same resource and change types, so that a second one needs others. Nothing is lost by
     * it: a user is "updated" thirty days before they are "deleted".
     */
    static final Set<String> SECOND_PLACE = Set.of("updated");

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
        // No parameter is added to an event hub's URL: nothing is documented to be allowed there.
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

    /** At whatever public address. */
    static boolean callsOurWebhook(GraphSubscription other) {
        return other.notificationUrl()
                .map(URI::getPath)
                .filter(path -> path.endsWith(NOTIFICATIONS))
                .isPresent();
    }

    /** Stands where ours belongs: Graph allows one for the same resource and change types. */
    static boolean takesThePlace(GraphSubscription other) {
        return isUsers(other) && other.changeTypes().equals(FIRST_PLACE);
    }

    /** Whether all that it sends comes here and nowhere else; asked of subscriptions that we made. */
    boolean calledBy(GraphSubscription other, Kept state) {
        if (other.notificationUrl().equals(Optional.of(notificationUrl))) {
            return lifecycleComesHere(other);
        }
        // Graph may show an event hub's URL otherwise than we gave it.
        return lifecycleBase.isEmpty() && state.made().filter(this::asksForThis).isPresent();
    }

    /** Lifecycle events carry the client state as well. A list that leaves their URL out is no reason to make another one each time. */
    private boolean lifecycleComesHere(GraphSubscription other) {
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

    private boolean asksForThis(AcceptedClientStates.Made made) {
        return made.notificationUrl().equals(notificationUrl.toString());
    }

    static boolean isUsers(GraphSubscription other) {
        String resource = other.resource().toLowerCase(Locale.ROOT);
        return resource.equals(RESOURCE) || resource.equals(RESOURCE.substring(1));
    }
}
