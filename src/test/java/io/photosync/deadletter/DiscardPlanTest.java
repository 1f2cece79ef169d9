package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static io.photosync.deadletter.Letters.replaying;
import static io.photosync.deadletter.Letters.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiscardPlanTest {

    @Test
    void a_discard_takes_unreadable_letters_too() {
        SelectedLetters letters =
                new SelectedLetters(List.of(unreadable("photo-updated-3-17", NOON), replaying("a", NOON)), List.of());

        assertThat(DiscardPlan.of(letters, Seen.NOTHING, 10, NOON).letters()).hasSize(2);
    }
}
