package io.photosync.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.UserChanged;
import io.photosync.webhook.NotificationKind.Forged;
import io.photosync.webhook.NotificationKind.Hint;
import io.photosync.webhook.NotificationKind.Lifecycle;
import io.photosync.webhook.NotificationKind.Lifecycle.Event;
import io.photosync.webhook.NotificationKind.OtherResource;
import io.photosync.webhook.NotificationKind.TestMessage;
import io.photosync.webhook.NotificationKind.Unusable;
import io.photosync.webhook.ParsedNotifications.Malformed;
import io.photosync.webhook.ParsedNotifications.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedNotificationsTest {
    private static final Instant NOW = Instant.parse("2026-03-23T10:15:40Z");
    private static final String ALICE = "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f";
    private static final String BOB = "b7c6d5e4-f3a2-4b1c-9d8e-7f6a5b4c3d2e";

    private final NotificationClassifier judge = new NotificationClassifier(SampleNotifications.CLIENT_STATE::equals);

    @Test
    void a_users_change_is_a_hint_with_the_id_in_lower_case() {
        // When
        ParsedNotifications reading = read("user-updated");

        // Then
        assertThat(verdicts(reading))
                .containsExactly(new Hint(new UserChanged(
                        ALICE, "updated", Optional.of(Instant.parse("2026-03-23T10:15:30.1234567Z")), NOW)));
    }

    /** Found by fuzzing: Jackson's name table takes a broken byte for one of a known name. */
    @Test
    void broken_text_is_refused_whatever_was_read_before() {
        // Given
        byte[] broken = "{\"value\":[{\"subscription\u00ffd\":1}]}".getBytes(ISO_8859_1);
        text("{\"value\":[{\"subscriptiond\":1}]}");

        // When
        ParsedNotifications reading = ParsedNotifications.read(broken, judge, NOW);

        // Then
        assertThat(reading).isInstanceOf(Malformed.class);
    }

    @Test
    void the_id_may_stand_in_the_path_alone() {
        // When
        ParsedNotifications reading = read("user-deleted");

        // Then
        assertThat(verdicts(reading))
                .containsExactly(new Hint(new UserChanged(ALICE, "deleted", Optional.empty(), NOW)));
    }

    @Test
    void each_item_of_a_mixed_body_is_classified_on_its_own() {
        // When
        ParsedNotifications reading = read("mixed");

        // Then
        assertThat(verdicts(reading))
                .hasExactlyElementsOfTypes(
                        Hint.class, Hint.class, Hint.class, Forged.class, OtherResource.class, Lifecycle.class);
    }

    @Test
    void several_changes_of_a_user_are_one_hint_with_the_earliest_time() {
        // When
        ParsedNotifications reading = read("mixed");

        // Then
        assertThat(((Parsed) reading).hints())
                .containsExactly(
                        new UserChanged(ALICE, "deleted", Optional.of(Instant.parse("2026-03-23T10:15:29Z")), NOW),
                        new UserChanged(BOB, "updated", Optional.empty(), NOW));
    }

    @Test
    void lifecycle_events_are_known_in_the_documented_and_the_observed_shape() {
        // When
        ParsedNotifications documented = read("lifecycle-reauthorization");
        ParsedNotifications observed = read("lifecycle-as-observed");

        // Then
        assertThat(verdicts(documented)).containsExactly(new Lifecycle(Event.REAUTHORIZATION_REQUIRED));
        assertThat(verdicts(observed)).containsExactly(new Lifecycle(Event.SUBSCRIPTION_REMOVED));
    }

    @Test
    void a_message_in_a_users_mailbox_is_no_change_of_the_user() {
        // When
        ParsedNotifications reading = read("mail-created");

        // Then
        assertThat(verdicts(reading)).containsExactly(new OtherResource());
    }

    @Test
    void a_wrong_client_state_is_distinguished_from_the_test_message_of_event_hubs() {
        // When
        ParsedNotifications forged = read("wrong-client-state");
        ParsedNotifications test = read("event-hubs-test-message");

        // Then
        assertThat(verdicts(forged)).containsExactly(new Forged());
        assertThat(verdicts(test)).containsExactly(new TestMessage());
    }

    @Test
    void an_item_without_client_state_is_forged() {
        // When
        ParsedNotifications reading = text("{\"value\":[{\"resource\":\"Users/%s\"}]}".formatted(ALICE));

        // Then
        assertThat(verdicts(reading)).containsExactly(new Forged());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "../../admin",
                "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f0",
                "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6g"
            })
    void an_id_that_is_no_guid_is_unusable(String id) {
        // When
        ParsedNotifications reading =
                ParsedNotifications.read(SampleNotifications.updates(List.of(id.replace("/", ""))), judge, NOW);

        // Then
        assertThat(verdicts(reading)).hasExactlyElementsOfTypes(Unusable.class);
    }

    @Test
    void odd_fields_cost_neither_the_item_nor_its_neighbours() {
        // When
        ParsedNotifications reading = text("""
                {"value":[null, 7, {"clientState":"%1$s","changeType":{"a":1},"resource":"/Users/%2$s/",
                  "resourceData":{"id":"%2$s","eventTime":"yesterday","sequenceNumber":"x"},"new":[{}]}]}
                """.formatted(SampleNotifications.CLIENT_STATE, ALICE));

        // Then
        assertThat(verdicts(reading).subList(0, 2)).hasOnlyElementsOfType(Forged.class);
        assertThat(verdicts(reading).getLast())
                .isEqualTo(new Hint(new UserChanged(ALICE, "updated", Optional.empty(), NOW)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "17", "{}", "{\"value\":{}}", "{\"value\":[]} {}", "<xml/>"})
    void a_body_of_another_shape_is_malformed(String body) {
        // When
        ParsedNotifications reading = text(body);

        // Then
        assertThat(reading).isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(malformed.why())
                .contains("body"));
    }

    @Test
    void the_reason_contains_nothing_of_the_body() {
        // When
        ParsedNotifications reading = text("{\"value\": [ {\"clientState\": \"s3cret\" oops ] }");

        // Then
        assertThat(reading).isInstanceOf(Malformed.class);
        assertThat(reading.toString()).doesNotContain("s3cret").doesNotContain("oops");
        assertThat(text("{\n \"value\": S3CRET }")).isEqualTo(new Malformed("the body is not JSON: line 2, column 11"));
    }

    @Test
    void more_than_5000_items_are_refused_without_reading_further() {
        // When
        ParsedNotifications most = text("{\"value\":[0" + ",0".repeat(4_999) + "]}");
        ParsedNotifications more = text("{\"value\":[0" + ",0".repeat(5_000) + " and what is not read any more");

        // Then
        assertThat(verdicts(most)).hasSize(5_000);
        assertThat(more).isEqualTo(new Malformed("the body must have at most 5000 items in \"value\""));
    }

    @Test
    void a_body_is_unverified_until_one_item_has_our_client_state() {
        assertThat(((Parsed) read("wrong-client-state")).unverified()).isTrue();
        assertThat(((Parsed) read("event-hubs-test-message")).unverified()).isTrue();
        assertThat(((Parsed) read("mixed")).unverified()).isFalse();
    }

    private ParsedNotifications read(String sample) {
        return ParsedNotifications.read(SampleNotifications.named(sample), judge, NOW);
    }

    private ParsedNotifications text(String body) {
        return ParsedNotifications.read(body.getBytes(UTF_8), judge, NOW);
    }

    private static List<NotificationKind> verdicts(ParsedNotifications reading) {
        return ((Parsed) reading).verdicts();
    }
}
