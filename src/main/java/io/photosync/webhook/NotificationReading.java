package io.photosync.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
sealed interface NotificationReading {

    /** @param why for the sender; names the rule that the body breaks */
    record Malformed(String why) implements NotificationReading {}

    /** @param why an item cannot be told from a forged one for the moment; it should come again */
    record Undecided(String why) implements NotificationReading {}

    /** @param verdicts one for each item, in their order */
    record Understood(List<Verdict> verdicts) implements NotificationReading {
        public Understood {
            verdicts = List.copyOf(verdicts);
        }

        /**
         * One hint for each user. Of several for one user the last word counts and the earliest time: the user waits since then.
         */
        Collection<UserChanged> hints() {
            Map<String, UserChanged> hints = new LinkedHashMap<>();
            for (Verdict verdict : verdicts) {
                if (verdict instanceof Verdict.Hint(UserChanged change)) {
                    hints.merge(change.userId(), change, Understood::merged);
                }
            }
            return hints.values();
        }

        boolean hasForged() {
            return verdicts.stream().anyMatch(Verdict.Forged.class::isInstance);
        }

        private static UserChanged merged(UserChanged before, UserChanged after) {
            boolean earlier = before.changedAt().isBefore(after.changedAt());
            Optional<Instant> since = earlier ? before.eventTime() : after.eventTime();
            return new UserChanged(after.userId(), after.changeType(), since, after.receivedAt());
        }
    }

    static NotificationReading read(byte[] body, ItemJudge judge, Instant receivedAt) {
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return new Malformed("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Malformed("the body is not text in UTF-8");
        }
        if (!root.path("value").isArray()) {
            return new Malformed("the body must be an object with an array named \"value\"");
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonNode item : root.path("value")) {
            verdicts.add(
                    item.isObject()
                            ? judge.judge(Notification.of(item), receivedAt)
                            : new Verdict.Unusable("an item of \"value\" is no object"));
        }
        return new Understood(verdicts);
    }

    /** Errors do not quote the body: what a stranger sends does not belong in answers and logs. */
    final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Json() {}
    }
}
