package io.photosync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.WrittenFiles.Sent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far SharePoint's answers to an upload are trusted. The attempt started at noon. */
class WrittenFilesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Sent SENT = new Sent(10, 20, 30);
    private static final Optional<WrittenFiles> NOTHING_BEFORE = Optional.empty();

    @Test
    void an_answer_of_now_is_believed_even_where_sharepoint_made_the_files_longer_at_once() {
        WrittenFiles answered = new WrittenFiles(NOON.plusSeconds(2), 22, 32, 42);

        assertThat(answered.believed(SENT, NOTHING_BEFORE, NOON)).isEqualTo(answered);
        assertThat(answered.believed(SENT, written(NOON.minusSeconds(3)), NOON)).isEqualTo(answered);
    }

    @Test
    void an_answer_of_before_the_attempt_is_of_the_files_that_were_there() {
        WrittenFiles answered = new WrittenFiles(NOON.minusSeconds(3_600), 7, 8, 9);

        assertThat(answered.believed(SENT, NOTHING_BEFORE, NOON))
                .isEqualTo(new WrittenFiles(NOON.plusSeconds(300), 10, 20, 30));
    }

    @Test
    void an_answer_that_repeats_what_was_known_is_of_the_files_that_were_there_however_young_they_are() {
        WrittenFiles answered = new WrittenFiles(NOON.minusSeconds(5), 7, 8, 9);

        assertThat(answered.believed(SENT, Optional.of(answered), NOON))
                .isEqualTo(new WrittenFiles(NOON.plusSeconds(300), 10, 20, 30));
    }

    @Test
    void clocks_that_differ_a_little_make_no_answer_old() {
        WrittenFiles answered = new WrittenFiles(NOON.minusSeconds(240), 10, 20, 30);

        assertThat(answered.believed(SENT, NOTHING_BEFORE, NOON)).isEqualTo(answered);
    }

    private static Optional<WrittenFiles> written(Instant lastModified) {
        return Optional.of(new WrittenFiles(lastModified, 1, 2, 3));
    }
}
