package io.photosync.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.graph.MailboxThrottles.ThrottleScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxThrottlesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final MailboxThrottles mailboxes = new MailboxThrottles(new SimpleMeterRegistry(), Clock.systemUTC());

    @Test
    void one_throttled_mailbox_concerns_its_user_alone_for_as_long_as_graph_asked() {
        assertThat(throttled("ada", 0)).isEqualTo(ThrottleScope.MAILBOX);

        assertThat(mailboxes.left("ada", at(5))).contains(Duration.ofSeconds(15));
        assertThat(mailboxes.left("ada", at(20))).isEmpty();
        assertThat(mailboxes.left("bob", at(5))).isEmpty();
        assertThat(mailboxes.waiting(at(5))).isEqualTo(1);
    }

    @Test
    void the_same_mailbox_again_and_again_concerns_its_user_alone_while_others_are_answered() {
        for (int second = 0; second < 600; second += 20) {
            assertThat(throttled("ada", second)).isEqualTo(ThrottleScope.MAILBOX);
            mailboxes.answered("bob", at(second + 1));
        }
    }

    @Test
    void the_same_mailbox_again_with_no_other_answered_in_between_concerns_the_app() {
        assertThat(throttled("ada", 0)).isEqualTo(ThrottleScope.MAILBOX);
        assertThat(throttled("ada", 20)).isEqualTo(ThrottleScope.APP);
        mailboxes.answered("bob", at(21));
        assertThat(throttled("ada", 40)).isEqualTo(ThrottleScope.MAILBOX);
    }

    @Test
    void an_answer_to_a_request_that_was_sent_before_the_throttle_proves_nothing() {
        throttled("ada", 10);
        mailboxes.answered("bob", at(9));

        assertThat(throttled("ada", 30)).isEqualTo(ThrottleScope.APP);
    }

    @Test
    void two_or_three_concurrently_concern_their_users_alone() {
        for (int second = 0; second < 200; second += 20) {
            assertThat(throttled("ada", second)).isEqualTo(ThrottleScope.MAILBOX);
            assertThat(throttled("bob", second)).isEqualTo(ThrottleScope.MAILBOX);
            assertThat(throttled("cid", second)).isEqualTo(ThrottleScope.MAILBOX);
            mailboxes.answered("dan", at(second + 1));
        }
    }

    @Test
    void a_throttle_of_all_users_concerns_the_app_from_the_fourth_on() {
        assertThat(IntStream.range(0, 8).mapToObj(user -> throttled("user-" + user, 1)))
                .containsExactly(
                        ThrottleScope.MAILBOX,
                        ThrottleScope.MAILBOX,
                        ThrottleScope.MAILBOX,
                        ThrottleScope.APP,
                        ThrottleScope.APP,
                        ThrottleScope.APP,
                        ThrottleScope.APP,
                        ThrottleScope.APP);
    }

    @Test
    void mailboxes_known_to_be_throttled_alone_do_not_count_towards_the_app() {
        // Given
        for (int user = 0; user < 3; user++) {
            throttled("known-" + user, 0);
        }
        mailboxes.answered("dan", at(1));
        for (int user = 0; user < 3; user++) {
            throttled("known-" + user, 20);
        }

        // Then
        assertThat(throttled("ada", 21)).isEqualTo(ThrottleScope.MAILBOX);
    }

    @Test
    void two_concurrent_requests_about_one_mailbox_are_one_throttle() {
        assertThat(mailboxes.throttled("ada", at(0), WAIT, at(1))).isEqualTo(ThrottleScope.MAILBOX);
        assertThat(mailboxes.throttled("ada", at(0), WAIT, at(2))).isEqualTo(ThrottleScope.MAILBOX);
    }

    @Test
    void a_mailbox_that_is_answered_again_counts_as_new() {
        throttled("ada", 0);
        mailboxes.answered("ada", at(30));

        assertThat(mailboxes.left("ada", at(10))).isEmpty();
        assertThat(throttled("ada", 31)).isEqualTo(ThrottleScope.MAILBOX);
    }

    @Test
    void no_more_than_a_thousand_are_remembered() {
        for (int user = 0; user < 5_000; user++) {
            throttled("user-" + user, 0);
        }

        assertThat(mailboxes.waiting(at(1))).isEqualTo(1_000);
    }

    private ThrottleScope throttled(String user, int second) {
        return mailboxes.throttled(user, at(second), WAIT, at(second));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
