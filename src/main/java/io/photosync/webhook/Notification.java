package io.photosync.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One item of a change notification collection, as far as it is used. A field that is absent, null or of another type
 * is empty: Graph deviates from its documentation, and one odd field must not cost the item.
 *
 * @param tenantId for the log; some lifecycle items call it {@code organizationId}
 * @param resourceId the id in {@code resourceData}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/changenotification">changeNotification</a>
 */
record Notification(
        Optional<String> subscriptionId,
        Optional<String> tenantId,
        Optional<String> clientState,
        Optional<String> changeType,
        Optional<String> lifecycleEvent,
        Optional<String> resource,
        Optional<String> resourceType,
        Optional<String> resourceId,
        Optional<Instant> eventTime) {

    static Notification of(JsonNode item) {
        JsonNode data = item.path("resourceData");
        return new Notification(
                text(item, "subscriptionId"),
                text(item, "tenantId").or(() -> text(item, "organizationId")),
                text(item, "clientState"),
                text(item, "changeType"),
                text(item, "lifecycleEvent"),
                text(item, "resource"),
                text(data, "@odata.type"),
                text(data, "id"),
                text(data, "eventTime").flatMap(Notification::instant));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    /** Accepts {@code Z} as well as an offset. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
