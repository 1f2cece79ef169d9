package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After an outage that the probes did not see, every user may have a letter or a retry; the heap is small. */
class ManyLettersTest {
    private static final int USERS = 10_000;
    /** Key and all; 70 MB for 100,000. Of the heap's 160 MB, 60 are for what else is known of as many users. */
    private static final int BYTES_EACH = 700;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Fold fold = new Fold(Clock.fixed(NOON, ZoneOffset.UTC));

    /** So that no class is loaded for the first time while bytes are counted. */
    @BeforeEach
    void all_has_been_used_before() throws UnreadableRecord {
        Fold another = new Fold(Clock.fixed(NOON, ZoneOffset.UTC));
        for (int user = 0; user < 500; user++) {
            another.apply(letter(user));
            another.apply(retry(user));
        }
    }

    @Test
    void an_open_letter_takes_as_little_room_as_all_else_that_is_known_of_a_user() throws UnreadableRecord {
        long before = used();

        for (int user = 0; user < USERS; user++) {
            fold.apply(letter(user));
        }

        assertThat(fold.letters()).hasSize(USERS);
        assertThat((used() - before) / USERS).isLessThan(BYTES_EACH);
    }

    @Test
    void so_does_a_pending_retry_and_those_due_longest_come_first_without_unpacking_all() throws UnreadableRecord {
        // Given
        long before = used();
        for (int user = 0; user < USERS; user++) {
            fold.apply(retry(user));
        }

        // Then
        assertThat(fold.retries().size()).isEqualTo(USERS);
        assertThat((used() - before) / USERS).isLessThan(BYTES_EACH);

        // When
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<OwnedRetry> due = fold.retries().due(NOON.plusSeconds(USERS), 3, (user, partition) -> partition != 0);

        Duration processor =
                Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);

        // Then
        assertThat(due).extracting(OwnedRetry::userId).containsExactly(id(1), id(2), id(3));
        assertThat(processor).isLessThan(Duration.ofSeconds(1));
        assertThat(fold.retries().due(NOON.minusSeconds(1), 3, (user, partition) -> true))
                .isEmpty();
    }

    private static ConsumerRecord<String, byte[]> letter(int user) {
        DeadLetter letter = new DeadLetter(EventJson.write(event(user)), note(user), 4, origin(user));
        return new ConsumerRecord<>(
                Topic.PHOTO_UPDATED_DLQ.id(),
                user % 12,
                user,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                id(user),
                letter.value(),
                new RecordHeaders(DeadLetterHeaders.of(letter)),
                Optional.empty());
    }

    private static ConsumerRecord<String, byte[]> retry(int user) {
        PendingRetry retry = new PendingRetry(event(user), 1, NOON.plusSeconds(user), note(user), origin(user));
        return new ConsumerRecord<>(Topic.PHOTO_UPDATED_RETRY.id(), user % 12, user, id(user), EventJson.write(retry));
    }

    private static PhotoEvent event(int user) {
        Data data = new Data(
                "user.number." + user + "@contoso.example",
                Optional.of("W/\"%032x\"".formatted(user)),
                Optional.of(648),
                Optional.of(648),
                Cause.FIRST_FILL,
                NOON);
        return PhotoEvent.fresh(PhotoEvent.UPDATED, id(user), NOON, data);
    }

    private static FailureNote note(int user) {
        String detail =
                "HTTP 403 accessDenied: Access denied. You do not have permission to perform this action on item "
                        + user;
        return new FailureNote(
                FailureCode.SHAREPOINT_REFUSED,
                detail,
                NOON.minusSeconds(user),
                NOON.plusNanos(user),
                Optional.of(403),
                Optional.of(UUID.randomUUID().toString()));
    }

    private static RecordPosition origin(int user) {
        return new RecordPosition(Topic.PHOTO_UPDATED_BULK.id(), user % 12, user);
    }

    private static String id(int user) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) user, (byte) (user >> 8), (byte) (user >> 16)})
                .toString();
    }

    /** Bytes of the heap that are still in use after a collection. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
