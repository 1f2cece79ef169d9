package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code /subscriptions}; https://learn.microsoft.com/graph/api/resources/subscription. */
public final class Subscriptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For directory objects, per app and tenant. */
    private static final int MOST = 100;

    private static final int EMPTY_PAGES = 60;

    private final SubscriptionStore store;
    private final Handshake handshake;
    private final SubscriptionRules rules;
    private final Switches switches;
    private final String baseUrl;

    /**
     * @param url the address of Graph, without a path
     * @param client trusts whom the notification URLs' servers are certified by
     */
    public Subscriptions(
            SubscriptionStore store,
            String url,
            HttpClient client,
            EventHubs eventHubs,
            Switches switches,
            Clock clock) {
        this.baseUrl = url + "/v1.0";
        this.switches = switches;
        this.store = store;
        this.handshake = new Handshake(client, eventHubs, PATIENCE);
        this.rules = new SubscriptionRules(clock);
    }

    Response create(Request request, Map<String, String> path) throws GraphError, InterruptedException {
        Subscription wanted = rules.read(body(request));
        if (store.live().size() >= MOST) {
            throw new GraphError(
                    403, "Forbidden", "Subscription quota reached: %d per app and tenant.".formatted(MOST));
        }
        boolean twice = switches.duplicateSubscriptions();
        if (!twice) {
            refuseDuplicate(store.live().stream().filter(wanted::asksTheSameAs).findFirst());
        }
        handshake.validate(wanted.notificationUrl());
        if (wanted.lifecycleNotificationUrl().isPresent()) {
            handshake.validate(wanted.lifecycleNotificationUrl().get());
        }
        if (twice) {
            store.put(wanted);
        } else {
            refuseDuplicate(store.addUnlessDuplicate(wanted));
        }
        ObjectNode entity = entity(wanted);
        wanted.clientState().ifPresent(state -> entity.put("clientState", state));
        return Response.json(201, entity);
    }

    Response list(Request request, Map<String, String> path) {
        ObjectNode answer =
                Json.object().put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#subscriptions");
        ArrayNode value = answer.putArray("value");
        int page = request.param("$skiptoken").map(Integer::parseInt).orElse(0);
        switch (switches.subscriptionListing()) {
            case WHOLE -> store.live().stream().map(Subscription::json).forEach(value::add);
            case EMPTY -> {}
            case EMPTY_PAGES -> {
                if (page < EMPTY_PAGES - 1) {
                    answer.put("@odata.nextLink", next(page + 1));
                }
            }
            case ENDLESS -> answer.put("@odata.nextLink", next(1));
            case EXPIRED ->
                store.live().stream()
                        .map(one -> one.until(Instant.EPOCH).json())
                        .forEach(value::add);
        }
        return Response.json(200, answer);
    }

    private String next(int page) {
        return baseUrl + "/subscriptions?$skiptoken=" + page;
    }

    Response get(Request request, Map<String, String> path) throws GraphError {
        return Response.json(200, entity(find(path)));
    }

    Response update(Request request, Map<String, String> path) throws GraphError, InterruptedException {
        Subscription before = find(path);
        ObjectNode changes = body(request);
        if (!changes.hasNonNull("expirationDateTime") && !changes.hasNonNull("notificationUrl")) {
            throw new GraphError(
                    400,
                    "InvalidRequest",
                    "Update subscription request must contain either expirationDateTime or notificationUrl.");
        }
        Subscription after = before;
        if (changes.hasNonNull("expirationDateTime")) {
            after = after.until(rules.expiry(changes));
        }
        if (changes.hasNonNull("notificationUrl")) {
            after = after.to(rules.url(changes, "notificationUrl"));
            handshake.validate(after.notificationUrl());
        }
        store.put(after);
        return Response.json(200, entity(after));
    }

    Response delete(Request request, Map<String, String> path) throws GraphError {
        store.remove(find(path).id());
        return Response.empty(204);
    }

    /** Answers a {@code reauthorizationRequired}; does not extend the lifetime. */
    Response reauthorize(Request request, Map<String, String> path) throws GraphError {
        find(path);
        return Response.empty(204);
    }

    private Subscription find(Map<String, String> path) throws GraphError {
        return store.find(path.get("id"))
                .orElseThrow(() -> new GraphError(404, "ResourceNotFound", "The object was not found."));
    }

    private static void refuseDuplicate(java.util.Optional<Subscription> other) throws GraphError {
        if (other.isPresent()) {
            throw new GraphError(
                    409,
                    "Conflict",
                    "Subscription Id %s already exists for the requested combination"
                            .formatted(other.get().id()));
        }
    }

    private static ObjectNode body(Request request) throws GraphError {
        return Json.read(request.body())
                .orElseThrow(() -> new GraphError(400, "InvalidRequest", "The body is not a JSON object."));
    }

    private static ObjectNode entity(Subscription subscription) {
        ObjectNode entity =
                Json.object().put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity");
        entity.setAll(subscription.json());
        return entity;
    }
}
