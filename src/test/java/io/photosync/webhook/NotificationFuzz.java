package io.photosync.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.photosync.event.EventJson;
import io.photosync.event.UserChanged;
import io.photosync.webhook.ParsedNotifications.Indeterminate;
import io.photosync.webhook.ParsedNotifications.Malformed;
import io.photosync.webhook.ParsedNotifications.Parsed;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Arbitrary bodies to the webhook, and records that Graph writes to an event hub. */
public final class NotificationFuzz {
    private static final Instant NOW = Instant.parse("2026-03-23T10:15:40Z");
    private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int BETWEEN_RECORDS = 0x1E;
    private static final List<String> SAMPLES = List.of(
            "event-hubs-test-message", "mail-created", "mixed", "user-deleted", "user-updated", "wrong-client-state");

    /** Reads a body as a whole, unlike the service. */
    private static final JsonMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private NotificationFuzz() {}

    /** A body is either parsed or malformed, and the reason contains nothing of it. */
    public static String body(byte[] body) {
        Genuine genuine = new Genuine();
        return switch (ParsedNotifications.read(body, new NotificationClassifier(genuine::asked), NOW)) {
            case Indeterminate undecided -> throw new AssertionError("the reading itself decides");
            case Malformed(String why) -> {
                assertThat(why)
                        .matches("the body (is not JSON(: line \\d+, column \\d+)?"
                                + "|is not text in UTF-8"
                                + "|must be an object with an array named \"value\""
                                + "|must have at most 5000 items in \"value\""
                                + "|must end with its object)");
                assertThat(items(body).filter(count -> count <= 5_000))
                        .as("items of a body that was refused")
                        .isEmpty();
                yield why.replaceAll("\\d+", "N");
            }
            case Parsed parsed -> {
                items(body).ifPresent(count -> assertThat(parsed.verdicts()).hasSize(count));
                yield parsed(parsed, genuine);
            }
        };
    }

    private static String parsed(Parsed parsed, Genuine genuine) {
        Set<String> kinds = new TreeSet<>();
        long believed = 0;
        for (NotificationKind notificationKind : parsed.verdicts()) {
            kinds.add(notificationKind.decision());
            switch (notificationKind) {
                case NotificationKind.Forged forged -> {}
                case NotificationKind.TestMessage test -> {}
                case NotificationKind.Hint(UserChanged change) -> {
                    believed++;
                    assertThat(change.userId()).matches(GUID);
                    assertThat(change.changeType()).isIn("created", "updated", "deleted");
                }
                case NotificationKind.Unusable(String why) -> {
                    believed++;
                    assertThat(why).matches("[\\p{Print}]{1,100}");
                }
                case NotificationKind.Lifecycle lifecycle -> believed++;
                case NotificationKind.OtherResource other -> believed++;
            }
        }
        assertThat(believed).as("items accepted without a client state of ours").isLessThanOrEqualTo(genuine.ours);
        assertThat(parsed.unverified()).isEqualTo(believed == 0);
        for (UserChanged hint : parsed.hints()) {
            assertThat(hint.changedAt()).isBeforeOrEqualTo(NOW);
            assertThat(EventJson.write(hint).length).isLessThan(400);
        }
        return kinds.toString();
    }

    /** Several records of one poll; those that are no notifications do not affect the others. */
    public static String eventHubRecords(byte[] input) {
        List<NotificationKind> verdicts = new ArrayList<>();
        Set<String> ends = new TreeSet<>();
        int from = 0;
        for (int at = 0; at <= input.length; at++) {
            if (at == input.length || input[at] == BETWEEN_RECORDS) {
                byte[] record = Arrays.copyOfRange(input, from, at);
                ends.add(body(record));
                if (ParsedNotifications.read(
                                record, new NotificationClassifier(SampleNotifications.CLIENT_STATE::equals), NOW)
                        instanceof Parsed(List<NotificationKind> more)) {
                    verdicts.addAll(more);
                }
                from = at + 1;
            }
        }
        Parsed batch = new Parsed(verdicts);
        assertThat(batch.hints()).extracting(UserChanged::userId).doesNotHaveDuplicates();
        return "records of %d kinds".formatted(Math.min(6, ends.size()));
    }

    /** The token itself as plain text, or a refusal. */
    public static String validationToken(byte[] input) {
        String token = new String(input, UTF_8);
        try (Response answer = GraphResponses.handshake(token)) {
            if (answer.getStatus() == 400) {
                assertThat(token.isEmpty() || token.length() > 4_096).isTrue();
                return "refused";
            }
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getEntity()).isEqualTo(token);
            assertThat(answer.getMediaType().toString()).startsWith("text/plain");
            assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
            return "answered";
        }
    }

    /** Number of items of a body, where it is beyond doubt. */
    private static Optional<Integer> items(byte[] body) {
        // The mapper's own factory would remember names of other bodies.
        JsonFactory fresh = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser json = fresh.createParser(body)) {
            JsonNode tree = WHOLE.readTree(json);
            return tree != null && tree.isObject() && tree.path("value").isArray()
                    ? Optional.of(tree.get("value").size())
                    : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    public static List<byte[]> bodies() {
        return SAMPLES.stream().map(SampleNotifications::named).toList();
    }

    public static List<byte[]> lifecycleBodies() {
        return List.of(
                SampleNotifications.named("lifecycle-reauthorization"),
                SampleNotifications.named("lifecycle-as-observed"));
    }

    public static List<byte[]> eventHubBatches() {
        return Stream.of(SAMPLES, List.of("lifecycle-as-observed", "user-updated"))
                .map(names -> names.stream()
                        .map(name -> new String(SampleNotifications.named(name), UTF_8))
                        .reduce((one, other) -> one + (char) BETWEEN_RECORDS + other)
                        .orElseThrow()
                        .getBytes(UTF_8))
                .toList();
    }

    public static List<byte[]> validationTokens() {
        return Stream.of(
                        "Validation: Testing client application reachability for subscription Request-Id: 1f2a3b4c",
                        "<script>alert(1)</script>\r\nSet-Cookie: a=b",
                        "",
                        "ä\u0000\u2028",
                        "t".repeat(4_096))
                .map(token -> token.getBytes(UTF_8))
                .toList();
    }

    /** Accepts the samples' client state, and counts how often it was asked about it. */
    private static final class Genuine {
        private long ours;

        private boolean asked(String clientState) {
            boolean known = SampleNotifications.CLIENT_STATE.equals(clientState);
            ours += known ? 1 : 0;
            return known;
        }
    }
}
