package io.photosync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
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

        DeadLetter read = DeadLetter.read(letter.value(), new RecordHeaders(letter.headers()));

        assertThat(read).isEqualTo(letter);
    }

    @Test
    void a_letter_whose_code_was_described_in_other_words_is_read_all_the_same() throws UnreadableRecord {
        DeadLetter letter = new DeadLetter(
                new byte[0],
                new FailureNote(FailureCode.UNEXPECTED, "x: y", NOON, NOON, Optional.empty(), Optional.empty()),
                1,
                new RecordPosition("photo-updated", 0, 0));
        RecordHeaders headers = new RecordHeaders(letter.headers());
        headers.remove("photosync-description");
        headers.add("photosync-description", "an older text: x: y".getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetter.read(letter.value(), headers)).isEqualTo(letter);
    }

    @Test
    void each_header_is_present_once() {
        DeadLetter letter = new DeadLetter(
                new byte[0],
                new FailureNote(FailureCode.UNEXPECTED, "x", NOON, NOON, Optional.empty(), Optional.empty()),
                1,
                new RecordPosition("photo-updated", 0, 0));

        assertThat(letter.headers()).extracting(header -> header.key()).doesNotHaveDuplicates();
    }

    @Test
    void a_record_that_is_too_long_to_be_an_event_is_kept_with_its_beginning_and_its_true_length()
            throws UnreadableRecord {
        // Given
        byte[] value = "x".repeat(900_000).getBytes(StandardCharsets.UTF_8);
        String why = "no PhotoEvent: " + "x".repeat(900_000);

        // When
        DeadLetter letter = DeadLetter.of(
                new ConsumerRecord<>("photo-updated", 3, 17, "ada", value), new UnreadableRecord(why, null), NOON);

        // Then
        assertThat(letter.value()).hasSize(CutRecord.KEPT);
        assertThat(letter.length()).isEqualTo(900_000);
        assertThat(letter.note().detail()).hasSize(FailureNote.LONGEST_DETAIL).endsWith("…");
        assertThat(DeadLetter.read(letter.value(), new RecordHeaders(letter.headers())))
                .isEqualTo(letter);
    }

    @Test
    void a_record_without_our_headers_is_recognized_and_the_missing_one_is_named() {
        assertThatThrownBy(() -> DeadLetter.read(new byte[0], new RecordHeaders()))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("photosync-reason");
    }
}
