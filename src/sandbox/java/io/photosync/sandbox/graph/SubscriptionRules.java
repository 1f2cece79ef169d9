package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a subscription may look like; limits as in https://learn.microsoft.com/graph/api/resources/subscription. */
final class SubscriptionRules {
    private static final Duration SHORTEST = Duration.ofMinutes(45);
    private static final Duration LONGEST = Duration.ofMinutes(41_760);
    private static final int LONGEST_CLIENT_STATE = 128;

    private final Clock clock;

    SubscriptionRules(Clock clock) {
        this.clock = clock;
    }

    Subscription read(ObjectNode body) throws GraphError {
        return new Subscription(
                UUID.randomUUID(),
                resource(body),
                changeTypes(body),
                url(body, "notificationUrl"),
                body.hasNonNull("lifecycleNotificationUrl")
                        ? Optional.of(url(body, "lifecycleNotificationUrl"))
                        : Optional.empty(),
                clientState(body),
                expiry(body));
    }

    /** Too short is raised, too long refused. */
    Instant expiry(ObjectNode body) throws GraphError {
        String text = required(body, "expirationDateTime");
        Instant now = clock.instant();
        try {
            Instant wanted = OffsetDateTime.parse(text).toInstant();
            // A minute for clocks that differ.
            if (wanted.isAfter(now.plus(LONGEST).plusSeconds(60))) {
                throw invalid(
                        "Subscription expiration can only be %d minutes in the future.".formatted(LONGEST.toMinutes()));
            }
            Instant earliest = now.plus(SHORTEST);
            return wanted.isBefore(earliest) ? earliest : wanted;
        } catch (DateTimeException e) {
            throw invalid("Cannot convert the literal '%s' to the expected type 'Edm.DateTimeOffset'.".formatted(text));
        }
    }

    /**
     * Microsoft takes https only. The sandbox also takes http, from this machine: photo sync's own port carries no TLS, which
     * in production an ingress puts in front of it.
     */
    String url(ObjectNode body, String property) throws GraphError {
        String text = required(body, property);
        if (EventHubs.isMeant(text)) {
            EventHubs.check(property, text);
            return text;
        }
        try {
            URI url = new URI(text);
            boolean local = Set.of("localhost", "127.0.0.1").contains(String.valueOf(url.getHost()));
            if (url.getHost() != null && ("https".equals(url.getScheme()) || local && "http".equals(url.getScheme()))) {
                return text;
            }
        } catch (java.net.URISyntaxException e) {
            throw invalid("Invalid '%s' attribute: '%s'.".formatted(property, text));
        }
        throw invalid("Invalid '%s' attribute: '%s'. Only https is supported.".formatted(property, text));
    }

    private static String resource(ObjectNode body) throws GraphError {
        String resource = required(body, "resource");
        if (!resource.matches("(?i)/*users(/[^/]+)?/*")) {
            throw invalid("Resource '%s' is not supported for change notifications.".formatted(resource));
        }
        return resource;
    }

    private static Set<String> changeTypes(ObjectNode body) throws GraphError {
        String text = required(body, "changeType");
        Set<String> types = new LinkedHashSet<>(
                List.of(text.toLowerCase(java.util.Locale.ROOT).split("\\s*,\\s*")));
        if (!Set.of("updated", "deleted").containsAll(types)) {
            throw invalid("Invalid 'changeType' attribute: '%s'.".formatted(text));
        }
        return types;
    }

    private static Optional<String> clientState(ObjectNode body) throws GraphError {
        Optional<String> state = Optional.ofNullable(body.path("clientState").asText(null));
        if (state.orElse("").length() > LONGEST_CLIENT_STATE) {
            throw invalid("'clientState' must be at most %d characters, got %d."
                    .formatted(LONGEST_CLIENT_STATE, state.get().length()));
        }
        return state;
    }

    private static String required(ObjectNode body, String property) throws GraphError {
        if (body.path(property).asText("").isEmpty() || body.path(property).isNull()) {
            throw invalid("Property '%s' is required.".formatted(property));
        }
        return body.path(property).asText();
    }

    private static GraphError invalid(String message) {
        return new GraphError(400, "InvalidRequest", message);
    }
}
