package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RosterEntry ADA = new RosterEntryBuilder("ada@contoso.example", "Ada")
            .mailbox(false)
            .guest(true)
            .enabled(false)
            .goneSince(NOON)
            .mediaEtag("e1")
            .seenAt(NOON.minusSeconds(3600))
            .build();
    private static final Data DATA =
            new Data(ADA.userPrincipalName(), ADA.mediaEtag(), Optional.empty(), Optional.empty(), Cause.SWEEP, NOON);

    private final Fold fold = new Fold(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void the_word_of_a_leader_that_was_succeeded_does_not_count() throws UnreadableRecord {
        // Given
        fold.apply(state("sweep", "ours", Optional.of("5")));

        // When
        assertThatThrownBy(() -> fold.apply(state("sweep", "theirs", Optional.of("4"))))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("epoch 4");

        // Then
        assertThat(fold.state("sweep")).hasValue("ours".getBytes());
    }

    @Test
    void what_no_leader_wrote_counts_under_every_leader() throws UnreadableRecord {
        fold.apply(state("sweep", "ours", Optional.of("5")));
        fold.apply(state("lane-pauses", "{}", Optional.empty()));

        assertThat(fold.state("lane-pauses")).hasValue("{}".getBytes());
    }

    @Test
    void an_epoch_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> fold.apply(state("sweep", "x", Optional.of("soon"))))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("leader-epoch must be a number, got 'soon'");
    }

    @Test
    void a_user_in_the_roster_is_known_with_all_that_was_written() throws UnreadableRecord {
        // Given
        RosterEntry entry = ADA;

        // When
        fold.apply(record(Topic.ROSTER, EventJson.write(entry)));

        // Then
        assertThat(fold.of("ada").roster()).contains(entry);
        assertThat(fold.users()).containsExactly("ada");
    }

    @Test
    void an_entry_from_before_former_names_were_kept_has_none_and_looks_as_it_did() throws Exception {
        String json = new String(EventJson.write(ADA), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("formerNames");

        RosterEntry renamed = ADA.named("ada.l@contoso.example", NOON);

        assertThat(EventJson.read(EventJson.write(ADA), RosterEntry.class)).isEqualTo(ADA);
        assertThat(EventJson.read(EventJson.write(renamed), RosterEntry.class)).isEqualTo(renamed);
        assertThat(renamed.names()).containsExactly("ada.l@contoso.example", "ada@contoso.example");
        assertThat(renamed.renamedAt()).contains(NOON);
    }

    @Test
    void the_event_of_a_user_in_the_roster_is_kept_until_sharepoint_shows_what_it_led_to() throws UnreadableRecord {
        // Given
        PhotoEvent event = PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", DATA);
        fold.apply(record(Topic.ROSTER, EventJson.write(ADA)));
        fold.apply(record(Topic.PHOTO_UPDATED, EventJson.write(event)));
        fold.apply(record(Topic.PHOTO_SETTLED, EventJson.write(end(event, State.SKIPPED))));
        assertThat(fold.of("ada").live()).contains(event);

        // When
        fold.apply(record(Topic.PHOTO_SETTLED, EventJson.write(end(event, State.SYNCED))));

        // Then
        assertThat(fold.of("ada").live()).isEmpty();
        assertThat(fold.of("ada").settled()).isPresent();
    }

    @Test
    void times_that_a_clock_ahead_of_ours_wrote_are_not_after_now() throws UnreadableRecord {
        // Given
        Fold now = new Fold(Clock.fixed(NOON, ZoneOffset.UTC));
        Instant ahead = NOON.plus(Duration.ofDays(400));
        Instant due = ahead.plus(Duration.ofHours(1));
        PhotoEvent event = PhotoEvent.detected(
                PhotoEvent.UPDATED,
                "ada",
                ahead,
                "never",
                new Data(
                        ADA.userPrincipalName(),
                        ADA.mediaEtag(),
                        Optional.empty(),
                        Optional.empty(),
                        Cause.SWEEP,
                        ahead));
        FailureNote note =
                new FailureNote(FailureCode.UNEXPECTED, "why", ahead, ahead, Optional.empty(), Optional.empty());

        // When
        now.apply(record(Topic.PHOTO_UPDATED, EventJson.write(event)));
        now.apply(record(Topic.PHOTO_SETTLED, EventJson.write(at(ahead, State.WRITING))));
        now.apply(record(
                Topic.PHOTO_UPDATED_RETRY,
                EventJson.write(
                        new PendingRetry(event, 1, due, note, new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0)))));

        // Then
        UserState userState = now.of("ada");
        assertThat(userState.live().orElseThrow().data().detectedAt()).isEqualTo(NOON);
        assertThat(userState.target().open()).extracting(Settlement::startedAt).containsExactly(NOON);
        assertThat(userState.retry().orElseThrow().dueAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        now.apply(record(Topic.PHOTO_SETTLED, EventJson.write(at(ahead, State.SYNCED))));
        assertThat(now.of("ada").settled().orElseThrow().at()).isEqualTo(NOON);
    }

    @Test
    void a_letter_that_a_clock_ahead_of_ours_dated_failed_now_so_that_its_replay_is_newer() throws UnreadableRecord {
        // Given
        Fold now = new Fold(Clock.fixed(NOON, ZoneOffset.UTC));
        Instant ahead = NOON.plus(Duration.ofHours(1));
        FailureNote note = new FailureNote(
                FailureCode.UNEXPECTED, "why", NOON.minusSeconds(60), ahead, Optional.empty(), Optional.empty());
        DeadLetter letter = new DeadLetter(
                EventJson.write(PhotoEvent.fresh(PhotoEvent.UPDATED, "ada", NOON, DATA)),
                note,
                4,
                new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0));
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(Topic.PHOTO_UPDATED_DLQ.id(), 0, 0, "ada", letter.value());
        DeadLetterHeaders.of(letter).forEach(record.headers()::add);

        // When
        now.apply(record);

        // Then
        FailureNote folded = now.of("ada").letter().orElseThrow().note();
        assertThat(folded.lastAt()).isEqualTo(NOON);
        assertThat(folded.firstAt()).isEqualTo(NOON.minusSeconds(60));
        assertThat(folded.detail()).isEqualTo("why");
    }

    private static Settlement at(Instant when, State state) {
        return new SettlementBuilder(state, "event", when)
                .mediaEtag("e1")
                .sha256("sha")
                .fileBaseName("ada")
                .build();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void an_event_that_has_ended_is_left_out_in_whatever_order_the_topics_are_read(List<Topic> order)
            throws UnreadableRecord {
        // Given
        PhotoEvent event = PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", DATA);
        Map<Topic, Object> values = Map.of(
                Topic.ROSTER, ADA, Topic.PHOTO_UPDATED_BULK, event, Topic.PHOTO_SETTLED, end(event, State.UNCHANGED));

        // When
        for (Topic topic : order) {
            fold.apply(record(topic, EventJson.write(values.get(topic))));
        }

        // Then
        assertThat(fold.of("ada").bulk()).isEmpty();
    }

    static List<List<Topic>> orders() {
        return List.of(
                List.of(Topic.ROSTER, Topic.PHOTO_UPDATED_BULK, Topic.PHOTO_SETTLED),
                List.of(Topic.PHOTO_SETTLED, Topic.PHOTO_UPDATED_BULK, Topic.ROSTER),
                List.of(Topic.PHOTO_SETTLED, Topic.ROSTER, Topic.PHOTO_UPDATED_BULK));
    }

    @Test
    void an_event_that_came_after_the_last_end_is_kept() throws UnreadableRecord {
        // Given
        PhotoEvent first = PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", DATA);
        PhotoEvent second = PhotoEvent.fresh(PhotoEvent.UPDATED, "ada", NOON, later(DATA));
        fold.apply(record(Topic.ROSTER, EventJson.write(ADA)));
        fold.apply(record(Topic.PHOTO_SETTLED, EventJson.write(end(first, State.SYNCED))));

        // When
        fold.apply(record(Topic.PHOTO_UPDATED_BULK, EventJson.write(first)));
        fold.apply(record(Topic.PHOTO_UPDATED, EventJson.write(second)));

        // Then
        assertThat(fold.of("ada").bulk()).isEmpty();
        assertThat(fold.of("ada").live()).contains(second);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PHOTO_UPDATED",
                "PHOTO_UPDATED_BULK",
                "PHOTO_UPDATED_RETRY",
                "PHOTO_UPDATED_DLQ",
                "PHOTO_SETTLED",
                "ROSTER"
            })
    void a_null_of_an_unknown_user_on_any_topic_does_no_harm(Topic topic) throws UnreadableRecord {
        fold.apply(record(topic, null));

        assertThat(fold.users()).isEmpty();
    }

    private static Data later(Data data) {
        return new Data(
                data.userPrincipalName(),
                data.mediaEtag(),
                data.width(),
                data.height(),
                data.cause(),
                NOON.plusSeconds(60));
    }

    private static Settlement end(PhotoEvent event, State state) {
        return new SettlementBuilder(state, event.id(), NOON.plusSeconds(2))
                .mediaEtag(event.data().mediaEtag())
                .startedAt(NOON.plusSeconds(1))
                .build();
    }

    private static ConsumerRecord<String, byte[]> record(Topic topic, byte[] value) {
        return new ConsumerRecord<>(topic.id(), 0, 0, "ada", value);
    }

    private static ConsumerRecord<String, byte[]> state(String key, String value, Optional<String> epoch) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topic.STATE.id(), 0, 0, key, value.getBytes());
        epoch.ifPresent(number -> record.headers().add("leader-epoch", number.getBytes()));
        return record;
    }
}
