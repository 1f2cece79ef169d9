package io.photosync.sync;

import static io.photosync.sync.Samples.bulk;
import static io.photosync.sync.Samples.bulkRemoval;
import static io.photosync.sync.Samples.live;
import static io.photosync.sync.Samples.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
    private final TaskQueue queue = new TaskQueue();

    @Test
    void live_goes_first_then_retries_then_bulk() {
        queue.add(bulk("ada", 1));
        queue.add(retry("ben", 1));
        queue.add(live("cem", 1));

        assertThat(nextUsers(3)).containsExactly("cem", "ben", "ada");
    }

    @Test
    void a_removal_in_the_bulk_lane_is_not_taken_for_an_earlier_change_in_the_live_lane() {
        // Given
        Task removal = bulkRemoval("ada", 4, 60);

        // When the lanes are read in whichever order
        queue.add(removal);
        queue.add(live("ada", 1));
        queue.add(live("ben", 1));
        queue.add(bulkRemoval("ben", 5, 60));

        // Then
        for (int user = 0; user < 2; user++) {
            Task task = next().orElseThrow();
            assertThat(task.event().removal()).isTrue();
            assertThat(task.source()).isEqualTo(TaskSource.LIVE);
            assertThat(task.covers()).hasSize(2);
        }
    }

    @Test
    void a_change_that_was_found_after_a_removal_leads() {
        // When
        queue.add(live("ada", 1));
        queue.add(bulkRemoval("ada", 4, -60));

        // Then
        assertThat(next().orElseThrow().event().removal()).isFalse();
    }

    @Test
    void a_user_in_flight_is_not_started_again_in_any_lane() {
        queue.add(live("ada", 1));
        Task first = next().orElseThrow();

        queue.add(live("ada", 2));
        queue.add(bulk("ada", 1));
        assertThat(next()).isEmpty();

        queue.finished(first);
        assertThat(next()).hasValueSatisfying(task -> assertThat(task.userId()).isEqualTo("ada"));
    }

    @Test
    void events_of_a_waiting_user_become_one_task_that_covers_all_their_records() {
        queue.add(bulk("ada", 7));
        queue.add(live("ada", 8));
        queue.add(live("ada", 9));

        Task task = next().orElseThrow();

        assertThat(task.source()).isEqualTo(TaskSource.LIVE);
        assertThat(task.event().data().mediaEtag()).contains("e9");
        assertThat(task.covers()).extracting(origin -> origin.offset()).containsExactly(7L, 8L, 9L);
        assertThat(next()).isEmpty();
    }

    @Test
    void a_fresh_event_restarts_the_retry_schedule_and_a_due_retry_does_not_undo_that() {
        queue.add(live("ada", 3));
        queue.add(retry("ada", 2));

        Task task = next().orElseThrow();

        assertThat(task.failedBefore()).isZero();
        assertThat(task.event().data().mediaEtag()).contains("e3");
    }

    @Test
    void what_is_given_back_waits_at_the_head_with_whatever_came_meanwhile() {
        queue.add(live("ada", 1));
        queue.add(live("ben", 2));
        Task ada = next().orElseThrow();
        queue.add(live("ada", 3));

        queue.putBack(ada);

        Task again = next().orElseThrow();
        assertThat(again.userId()).isEqualTo("ada");
        assertThat(again.event().data().mediaEtag()).contains("e3");
        assertThat(again.covers()).hasSize(2);
    }

    @Test
    void a_returned_task_waits_behind_the_others_if_one_of_its_lane_finished_meanwhile() {
        // Given
        queue.add(live("ada", 1));
        queue.add(live("ben", 2));
        Task ada = next().orElseThrow();
        Task ben = next().orElseThrow();
        queue.add(live("cem", 3));

        // When
        queue.finished(ben);
        queue.putBack(ada);

        // Then
        assertThat(nextUsers(2)).containsExactly("cem", "ada");
    }

    @Test
    void a_returned_task_keeps_the_position_of_one_that_came_meanwhile() {
        // Given
        queue.add(live("ada", 1));
        queue.add(live("ben", 2));
        Task ada = next().orElseThrow();
        queue.add(live("ada", 3));
        queue.add(live("cem", 4));

        // When
        queue.finished(next().orElseThrow());
        queue.putBack(ada);

        // Then
        assertThat(nextUsers(2)).containsExactly("ada", "cem");
    }

    @Test
    void that_other_partitions_left_is_no_sign_that_others_got_through() {
        // Given
        queue.add(live("ada", 1));
        queue.add(live("ben", 2));
        Task ada = next().orElseThrow();
        Task ben = next().orElseThrow();
        queue.add(live("cem", 3));

        // When
        queue.drop(ben);
        queue.putBack(ada);

        // Then
        assertThat(nextUsers(2)).containsExactly("ada", "cem");
    }

    @Test
    void bulk_has_its_turn_even_while_live_never_ends() {
        queue.add(bulk("bulk", 1));
        for (int user = 0; user < 50; user++) {
            queue.add(live("live" + user, user));
        }

        assertThat(nextUsers(25)).contains("bulk");
    }

    @Test
    void retries_have_their_turn_even_while_live_and_bulk_never_end() {
        queue.add(retry("retry", 1));
        for (int user = 0; user < 50; user++) {
            queue.add(live("live" + user, user));
            queue.add(bulk("bulk" + user, user));
        }

        assertThat(nextUsers(25)).contains("retry");
    }

    @Test
    void a_closed_lane_and_a_partition_that_is_not_ready_are_passed_over() {
        queue.add(live("ada", 1));
        queue.add(bulk("ben", 1));

        assertThat(queue.next(source -> source != TaskSource.LIVE, partition -> true))
                .hasValueSatisfying(task -> assertThat(task.userId()).isEqualTo("ben"));
        assertThat(queue.next(lane -> true, partition -> false)).isEmpty();
    }

    private Optional<Task> next() {
        return queue.next(lane -> true, partition -> true);
    }

    private List<String> nextUsers(int count) {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Task task = next().orElseThrow();
            users.add(task.userId());
            queue.finished(task);
        }
        return users;
    }
}
