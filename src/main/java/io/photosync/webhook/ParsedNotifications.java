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

/** What a body says. Pure: everything about HTTP and Kafka is elsewhere. */
sealed interface ParsedNotifications {

    /** @param why for the sender; names the rule that the body breaks */
    record Malformed(String why) implements ParsedNotifications {}

    /** @param why an item cannot be told from a forged one for the moment; it should come again */
    record Indeterminate(String why) implements ParsedNotifications {}

    /** @param verdicts one for each item, in their order */
    record Parsed(List<NotificationKind> verdicts) implements ParsedNotifications {
        public Parsed {
            verdicts = List.copyOf(verdicts);
        }

        /**
         * One hint for each user. Of several for one user the last word counts and the earliest time: the user waits since then.
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

        /** Whether nothing in it proves that it came from somebody who knows a client state of ours. */
        boolean isStrangers() {
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

    /** Item by item: a body of half a million items costs no more than one of the {@link Json#MOST_ITEMS} that are read. */
    static ParsedNotifications read(byte[] body, NotificationClassifier judge, Instant receivedAt) {
        try (JsonParser json = Json.parser(body)) {
            return Json.read(json, judge, receivedAt);
        } catch (JsonProcessingException e) {
            // Only where: what a stranger sent does not belong in answers and logs.
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

    /** The reading itself. */
    final class Json {
        /** Graph's largest known bodies hold 1,000. An item of {@code 0,} is two bytes: without a bound a megabyte is half a million. */
        static final int MOST_ITEMS = 5_000;

        private static final Malformed NO_COLLECTION =
                new Malformed("the body must be an object with an array named \"value\"");
        private static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}

        /**
         * Each body gets a factory of its own. One for all keeps the names that strangers sent, and takes broken bytes for a name that it
         * has seen in another body: the same body would not always end the same.
         */
        private static JsonParser parser(byte[] body) throws IOException {
            return JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build()
                    .createParser(body);
        }

        private static ParsedNotifications read(JsonParser json, NotificationClassifier judge, Instant receivedAt)
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
                } else if (addItems(json, judge, receivedAt, verdicts)) {
                    found = true;
                } else {
                    return new Malformed("the body must have at most %d items in \"value\"".formatted(MOST_ITEMS));
                }
            }
            if (json.nextToken() != null) {
                return new Malformed("the body must end with its object");
            }
            return found ? new Parsed(verdicts) : NO_COLLECTION;
        }

        /** @return whether all of them were read */
        private static boolean addItems(
                JsonParser json, NotificationClassifier judge, Instant receivedAt, List<NotificationKind> verdicts)
                throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (verdicts.size() == MOST_ITEMS) {
                    return false;
                }
                verdicts.add(verdict(json, judge, receivedAt));
            }
            return true;
        }

        /** What is no object has no client state either. */
        private static NotificationKind verdict(JsonParser json, NotificationClassifier judge, Instant receivedAt)
                throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return new NotificationKind.Forged();
            }
            JsonNode item = MAPPER.readTree(json);
            return judge.judge(Notification.of(item), receivedAt);
        }
    }
}
