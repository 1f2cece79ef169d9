package io.photosync.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_dead_letter_is_read_from_its_headers_as_it_was_written() throws UnreadableRecord {
        DeadLetter letter = new DeadLetter(
                "{}".getBytes(StandardCharsets.UTF_8),
                new FailureNote(
                        FailureCode.PROFILE_MISSING,
                        "no profile: nobody@contoso.example",
                        NOON,
                        NOON.plusSeconds(60),
                        Optional.of(404),
                        Optional.of("r-1")),
                4,
                new RecordPosition("photo-updated", 3, 17));

        DeadLetter read = DeadLetterHeaders.read(letter.value(), new RecordHeaders(DeadLetterHeaders.of(letter)));

        assertThat(read).isEqualTo(letter);
    }

    @Test
    void a_letter_whose_code_was_described_in_other_words_is_read_all_the_same() throws UnreadableRecord {
        DeadLetter letter = new DeadLetter(
                new byte[0],
                new FailureNote(FailureCode.UNEXPECTED, "x: y", NOON, NOON, Optional.empty(), Optional.empty()),
                1,
                new RecordPosition("photo-updated", 0, 0));
        RecordHeaders headers = new RecordHeaders(DeadLetterHeaders.of(letter));
        headers.remove("photosync-description");
        headers.add("photosync-description", "an older text: x: y".getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetterHeaders.read(letter.value(), headers)).isEqualTo(letter);
    }

    @Test
    void each_header_is_present_once() {
        DeadLetter letter = new DeadLetter(
                new byte[0],
                new FailureNote(FailureCode.UNEXPECTED, "x", NOON, NOON, Optional.empty(), Optional.empty()),
                1,
                new RecordPosition("photo-updated", 0, 0));

        assertThat(DeadLetterHeaders.of(letter))
                .extracting(header -> header.key())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_record_that_is_too_long_to_be_an_event_is_kept_with_its_beginning_and_its_true_length()
            throws UnreadableRecord {
        // Given
        byte[] value = "x".repeat(900_000).getBytes(StandardCharsets.UTF_8);
        String why = "no PhotoEvent: " + "x".repeat(900_000);

        // When
        DeadLetter letter = UnreadableLetter.of(
                new ConsumerRecord<>("photo-updated", 3, 17, "ada", value), new UnreadableRecord(why, null), NOON);

        // Then
        assertThat(letter.value()).hasSize(CutRecord.KEPT);
        assertThat(letter.length()).isEqualTo(900_000);
        assertThat(letter.note().detail()).hasSize(FailureNote.LONGEST_DETAIL).endsWith("…");
        assertThat(DeadLetterHeaders.read(letter.value(), new RecordHeaders(DeadLetterHeaders.of(letter))))
                .isEqualTo(letter);
    }

    @Test
    void a_record_without_our_headers_is_recognized_and_the_missing_one_is_named() {
        assertThatThrownBy(() -> DeadLetterHeaders.read(new byte[0], new RecordHeaders()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("photosync-reason");
    }
}
