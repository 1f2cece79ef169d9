package io.photosync.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.photosync.event.UserChanged;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of a body. Pure: HTTP and Kafka are handled elsewhere. */
sealed interface ParsedNotifications {

    /** @param why for the sender; names the violated rule */
    record Malformed(String why) implements ParsedNotifications {}

    /** @param why forged items cannot be recognised at the moment; the sender should retry */
    record Indeterminate(String why) implements ParsedNotifications {}

    /** @param verdicts classification of each item, in order */
    record Parsed(List<NotificationKind> verdicts) implements ParsedNotifications {
        public Parsed {
            verdicts = List.copyOf(verdicts);
        }

        /**
         * One hint per user. Several hints of a user are merged: the last change type, and the earliest time, since the
         * user has been waiting since then.
         */
        Collection<UserChanged> hints() {
            Map<String, UserChanged> hints = new LinkedHashMap<>();
            for (NotificationKind notificationKind : verdicts) {
                if (notificationKind instanceof NotificationKind.Hint(UserChanged change)) {
                    hints.merge(change.userId(), change, Parsed::merged);
                }
            }
            return hints.values();
        }

        boolean hasForged() {
            return verdicts.stream().anyMatch(NotificationKind.Forged.class::isInstance);
        }

        /** Whether no item proves knowledge of a client state of ours. */
        boolean unverified() {
            return verdicts.stream()
                    .allMatch(notificationKind -> notificationKind instanceof NotificationKind.Forged
                            || notificationKind instanceof NotificationKind.TestMessage);
        }

        private static UserChanged merged(UserChanged before, UserChanged after) {
            boolean earlier = before.changedAt().isBefore(after.changedAt());
            Optional<Instant> since = earlier ? before.eventTime() : after.eventTime();
            return new UserChanged(after.userId(), after.changeType(), since, after.receivedAt());
        }
    }

    /** Reads item by item: a body of half a million items costs no more than {@link Json#MAX_ITEMS}. */
    static ParsedNotifications read(byte[] body, NotificationClassifier classifier, Instant receivedAt) {
        try (JsonParser json = Json.parser(body)) {
            return Json.read(json, classifier, receivedAt);
        } catch (JsonProcessingException e) {
            // Only the position: a client's content does not belong in answers and logs.
            return new Malformed(
                    e.getLocation() == null
                            ? "the body is not JSON"
                            : "the body is not JSON: line %d, column %d"
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr()));
        } catch (IOException e) {
            return new Malformed("the body is not text in UTF-8");
        }
    }

    /** The JSON parser. */
    final class Json {
        /**
         * Graph's largest known bodies have 1,000 items. An item of {@code 0,} is two bytes, so a megabyte could hold
         * half a million.
         */
        static final int MAX_ITEMS = 5_000;

        private static final Malformed NO_COLLECTION =
                new Malformed("the body must be an object with an array named \"value\"");
        private static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}

        /**
         * A factory per body. A shared one keeps names sent by clients, and may take broken bytes for a name seen in
         * another body: the result would depend on earlier bodies.
         */
        private static JsonParser parser(byte[] body) throws IOException {
            return JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build()
                    .createParser(body);
        }

        private static ParsedNotifications read(JsonParser json, NotificationClassifier classifier, Instant receivedAt)
                throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return NO_COLLECTION;
            }
            List<NotificationKind> verdicts = new ArrayList<>();
            boolean found = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean value = json.currentName().equals("value");
                if (json.nextToken() != JsonToken.START_ARRAY || !value) {
                    json.skipChildren();
                } else if (addItems(json, classifier, receivedAt, verdicts)) {
                    found = true;
                } else {
                    return new Malformed("the body must have at most %d items in \"value\"".formatted(MAX_ITEMS));
                }
            }
            if (json.nextToken() != null) {
                return new Malformed("the body must end with its object");
            }
            return found ? new Parsed(verdicts) : NO_COLLECTION;
        }

        /** @return false when there are more than {@link #MAX_ITEMS} */
        private static boolean addItems(
                JsonParser json, NotificationClassifier classifier, Instant receivedAt, List<NotificationKind> verdicts)
                throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (verdicts.size() == MAX_ITEMS) {
                    return false;
                }
                verdicts.add(verdict(json, classifier, receivedAt));
            }
            return true;
        }

        /** An item that is not an object has no client state either. */
        private static NotificationKind verdict(JsonParser json, NotificationClassifier classifier, Instant receivedAt)
                throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return new NotificationKind.Forged();
            }
            JsonNode item = MAPPER.readTree(json);
            return classifier.classify(Notification.of(item), receivedAt);
        }
    }
}
