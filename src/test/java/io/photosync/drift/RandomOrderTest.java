package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.EventJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomOrderTest {
    private static final List<String> USERS =
            IntStream.range(0, 100).mapToObj(number -> "user-" + number).toList();

    @Test
    void every_user_is_drawn_once_before_any_is_drawn_again() {
        RandomOrder randomOrder = RandomOrder.FIRST;
        List<String> drawn = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            RandomOrder.Drawn today = randomOrder.draw(USERS, 20);
            drawn.addAll(today.users());
            randomOrder = today.next();
        }

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(randomOrder.draw(USERS, 20).users()).hasSize(20);
    }

    @Test
    void a_draw_across_the_end_of_a_round_draws_no_user_twice() {
        RandomOrder randomOrder = RandomOrder.FIRST.draw(USERS, 90).next();

        RandomOrder.Drawn last = randomOrder.draw(USERS, 30);

        assertThat(last.users()).hasSize(30).doesNotHaveDuplicates();
        assertThat(last.next().round()).isEqualTo(2);
    }

    @Test
    void the_next_round_has_another_order() {
        List<String> first = RandomOrder.FIRST.draw(USERS, 100).users();
        List<String> second =
                RandomOrder.FIRST.draw(USERS, 100).next().draw(USERS, 100).users();

        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void joiners_and_busy_users_do_not_change_the_order_of_others() throws Exception {
        RandomOrder.Drawn before = RandomOrder.FIRST.draw(USERS, 50);
        RandomOrder kept = EventJson.read(EventJson.write(before.next()), RandomOrder.class);
        List<String> later = new ArrayList<>(USERS.subList(10, 100));
        later.add("user-new");

        Set<String> rest = new HashSet<>(kept.draw(later, 40).users());

        assertThat(rest).doesNotContainAnyElementsOf(before.users().subList(0, 50));
    }

    @Test
    void a_small_tenant_is_drawn_whole_and_an_empty_one_yields_nothing() {
        assertThat(RandomOrder.FIRST.draw(List.of("one", "two"), 20).users()).containsExactlyInAnyOrder("one", "two");
        assertThat(RandomOrder.FIRST.draw(List.of(), 20).users()).isEmpty();
    }
}
