package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which actions are forgotten. */
class ActionLogTest {
    @Test
    void actions_that_touched_nothing_are_forgotten_first_then_the_oldest() {
        List<LetterAction> real = IntStream.range(0, ActionLog.KEPT + 1)
                .mapToObj(i -> action("real-" + i, i, 3))
                .toList();
        List<LetterAction> empty = IntStream.range(0, 20)
                .mapToObj(i -> action("empty-" + i, 1_000 + i, 0))
                .toList();

        List<LetterAction> forgotten =
                ActionLog.surplus(Stream.concat(real.stream(), empty.stream()).toList());

        assertThat(forgotten)
                .hasSize(21)
                .containsAll(empty)
                .contains(real.getFirst())
                .doesNotContain(real.getLast());
    }

    @Test
    void of_actions_that_touched_nothing_the_newest_are_kept_while_there_is_room() {
        List<LetterAction> all = IntStream.range(0, ActionLog.KEPT + 2)
                .mapToObj(i -> action("empty-" + i, i, 0))
                .toList();

        assertThat(ActionLog.surplus(all)).containsExactlyInAnyOrder(all.get(0), all.get(1));
    }

    private static LetterAction action(String id, int second, int count) {
        return new LetterAction(id, LetterAction.Kind.REPLAY, "ada", NOON.plusSeconds(second), "why", "filter", count);
    }
}
