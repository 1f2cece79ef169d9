package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.Letters;
import io.photosync.deadletter.OpenDeadLetter;
import io.photosync.deadletter.OpenDeadLetter.State;
import io.photosync.event.FailureCode;
import io.photosync.ledger.DeadLetterRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangedRowsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SEEN = 7;

    @Test
    void a_row_that_is_as_it_was_shown_is_not_marked() {
        assertThat(ChangedRows.word(letter(SEEN, State.OPEN), SEEN, State.OPEN)).isEmpty();
        assertThat(ChangedRows.word(letter(SEEN, State.REPLAYING), SEEN, State.REPLAYING))
                .isEmpty();
    }

    @Test
    void a_row_that_differs_says_how() {
        assertThat(ChangedRows.word(Optional.empty(), SEEN, State.OPEN)).hasValue("resolved");
        assertThat(ChangedRows.word(letter(8, State.OPEN), SEEN, State.REPLAYING))
                .hasValue("failed again");
        assertThat(ChangedRows.word(letter(SEEN, State.REPLAYING), SEEN, State.OPEN))
                .hasValue("on its way");
        assertThat(ChangedRows.word(letter(SEEN, State.OPEN), SEEN, State.REPLAYING))
                .hasValue("not on its way any more");
    }

    private static Optional<OpenDeadLetter> letter(long offset, State state) {
        DeadLetterRecord open = new DeadLetterRecord(
                "ada", Letters.of(Letters.event("ada", NOON), FailureCode.GRAPH_FAILED, NOON), 0, offset);
        return Optional.of(
                new OpenDeadLetter(open, Optional.empty(), Optional.empty(), state, Optional.empty(), false));
    }
}
